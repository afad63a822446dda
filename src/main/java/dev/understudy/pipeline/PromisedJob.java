package dev.understudy.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Work of somebody else on the threads that build, and the promise of what comes of it. */
record PromisedJob<T>(Supplier<T> work, CompletableFuture<T> promise) implements BuildCrew.Job {
    @Override
    public void run() {
        try {
            promise.complete(work.get());
        } catch (RuntimeException | Error failure) {
            promise.completeExceptionally(failure);
        }
    }

    @Override
    public void giveUp(String reason) {
        promise.completeExceptionally(new WorkGivenUpException(reason));
    }
}

package dev.understudy.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The threads that build, for other work that compiles: a few at a time, giving way to decisions, each piece of work
 * within what one build may use. Whoever has much to do submits it in small pieces, so that pushes need not wait for all
 * of it. Thread-safe.
 */
public interface BuildThreads {
    /**
     * Runs {@code work} when its turn comes.
     *
     * @return what came of it; fails with what {@code work} threw, or with {@link WorkGivenUpException} when it used up
     *     what a build may use
     */
    <T> CompletableFuture<T> run(Supplier<T> work);
}

package dev.understudy.identity;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The thread that a request came on: what waited elsewhere goes on there. */
public final class CallersThread {
    private CallersThread() {}

    /** Has what follows on {@code found} run where this is called. */
    public static <T> Uni<T> back(Uni<T> found) {
        Context context = Vertx.currentContext();
        return context == null ? found : found.emitOn(task -> context.runOnContext(_ -> task.run()));
    }
}

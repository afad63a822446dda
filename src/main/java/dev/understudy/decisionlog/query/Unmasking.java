package dev.understudy.decisionlog.query;

import dev.understudy.identity.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says who sees sealed values in the clear.
 *
 * <p>It is asked once for each request, before anything is shown, so that it can record the look first.
 */
public interface Unmasking {
    /**
     * Begins a look at the log.
     *
     * @param caller who looks
     * @param at what is asked for, as the path and query of the request
     */
    Look begin(Caller caller, String at);

    /** One look at the log, used by one thread. */
    interface Look extends AutoCloseable {
        /** One that shows no sealed value. */
        Look MASKED = (_, _) -> null;

        /**
         * The clear value of a sealed one as JSON; null when it stays masked. Never throws.
         *
         * @param decision whose value it is
         * @param sealed what stands behind {@code "$sealed"}; can be any text, since callers may send such facts
         */
        @Nullable
        String clear(UUID decision, String sealed);

        /** Ends the look, after all that it showed was sent, or could not be. */
        @Override
        default void close() {}
    }
}

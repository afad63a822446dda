package dev.understudy.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one try. */
sealed interface Sent {
    /**
     * There was an answer.
     *
     * @param status its HTTP status
     * @param retryAfter how long it asks to be left alone; null when it does not
     */
    record Answered(int status, @Nullable Duration retryAfter) implements Sent {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        boolean isGone() {
            return status == 410;
        }
    }

    /**
     * There was none.
     *
     * @param fault a sentence without anything that the other side said
     */
    record Unreached(String fault) implements Sent {}
}

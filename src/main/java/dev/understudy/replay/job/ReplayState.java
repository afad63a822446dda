package dev.understudy.replay.job;

import java.util.Locale;

/** How far a replay is. */
enum ReplayState {
    /** It waits for a node. */
    QUEUED,
    /** A node works on it. */
    RUNNING,
    /** All of its decisions were decided again, as far as they can be. */
    DONE,
    /** Somebody stopped it; what it had until then is kept. */
    CANCELLED,
    /** It could not go on; it says why. */
    FAILED;

    /** Whether nothing about it changes any more. */
    boolean isEnd() {
        return this != QUEUED && this != RUNNING;
    }

    /** As the API writes it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

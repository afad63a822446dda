package dev.understudy.delivery;

/** How far a rollout is. */
public enum RolloutState {
    /** Waits for the one before it, for its start, or for a window. */
    QUEUED,
    /** Decides beside the baseline, and nobody is told. */
    SHADOWING,
    /** Decides for those who are in, and goes on by itself. */
    RUNNING,
    /** Somebody stopped it from going on; those who are in stay in. */
    PAUSED,
    /** A guardrail stopped it from going on; those who are in stay in. */
    HELD,
    /** Main is moving to its candidate. */
    PROMOTING,
    /** Main is its candidate. */
    PROMOTED,
    /** Its candidate is gone. */
    ROLLED_BACK;

    /** Whether its candidate decides for somebody. */
    public boolean isLive() {
        return switch (this) {
            case RUNNING, PAUSED, HELD, PROMOTING -> true;
            case QUEUED, SHADOWING, PROMOTED, ROLLED_BACK -> false;
        };
    }

    /** Whether it has begun and not ended. */
    public boolean hasBegun() {
        return isLive() || this == SHADOWING;
    }

    /** Whether it can still be stopped. */
    public boolean isUnderWay() {
        return hasBegun() || this == QUEUED;
    }
}

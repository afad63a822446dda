package dev.understudy.delivery;

/** How far a rollout is. */
public enum RolloutState {
    /** Waits for the one before it, for its start, or for a window. */
    QUEUED,
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
            case QUEUED, PROMOTED, ROLLED_BACK -> false;
        };
    }

    /** Whether it can still be stopped. */
    public boolean isUnderWay() {
        return isLive() || this == QUEUED;
    }
}

package dev.understudy.review;

import java.util.Arrays;
import java.util.Optional;

/** How far a change request is. */
enum ChangeState {
    /** Waits for reviews. */
    OPEN,
    /** A reviewer wants it changed. */
    CHANGES_REQUESTED,
    /** Nothing is asked of its reviews any more. */
    APPROVED,
    /** Its candidate takes over. */
    ROLLING_OUT,
    /** Its candidate is main. */
    MERGED,
    /** It was given up, or its branch is gone. */
    CLOSED;

    /** Whether something can still come of it. */
    boolean isOpen() {
        return this != MERGED && this != CLOSED;
    }

    /** The state of that name. */
    static Optional<ChangeState> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}

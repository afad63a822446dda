package dev.understudy.rollout.command;

import java.io.PrintStream;

/** Counts what was compared, and lists what differs. */
final class Checks {
    private static final int MOST_LISTED = 50;

    private final PrintStream err;
    private long compared;
    private long wrong;

    Checks(PrintStream err) {
        this.err = err;
    }

    void compare(boolean matches, String pointer, String said, String found) {
        compared++;
        if (matches) {
            return;
        }
        wrong++;
        if (wrong <= MOST_LISTED) {
            err.println(pointer + ": the file says " + said + ", this build " + found + ".");
        } else if (wrong == MOST_LISTED + 1) {
            err.println("More differ, which are not listed.");
        }
    }

    long compared() {
        return compared;
    }

    long wrong() {
        return wrong;
    }
}

package dev.understudy.sandbox;

/** Ends rule code that used up a budget. An error, since rules may catch exceptions, and no error. */
public final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    private final Budget budget;

    Stopped(Budget budget, String message) {
        super(message, null, false, false);
        this.budget = budget;
    }

    /** What was used up. */
    public Budget budget() {
        return budget;
    }
}

package dev.understudy.sandbox;

/** Ends rule code that used up a budget. An error, since rules may catch exceptions, and no error. */
public final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    private final Budget budget;
    private final String words;

    Stopped(Budget budget, String words) {
        super(words, null, false, false);
        this.budget = budget;
        this.words = words;
    }

    /** What happened, in a sentence. */
    public String words() {
        return words;
    }

    /** What was used up. */
    public Budget budget() {
        return budget;
    }
}

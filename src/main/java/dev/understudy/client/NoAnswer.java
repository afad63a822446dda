package dev.understudy.client;

/** The service did not answer: nothing listens there, the connection broke, or the time was up. */
public final class NoAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    NoAnswer(String sentence, boolean unreachable, Throwable cause) {
        super(sentence, cause);
        this.unreachable = unreachable;
    }

    /** Whether no connection was made, so that the service knows nothing of the call. */
    public boolean isUnreachable() {
        return unreachable;
    }
}

package dev.understudy.pipeline;

/** Says that a piece of work used up the time or memory of a build. Its message is a sentence for users. */
public final class WorkGivenUpException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkGivenUpException(String reason) {
        super(reason);
    }
}

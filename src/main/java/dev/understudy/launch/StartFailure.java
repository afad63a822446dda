package dev.understudy.launch;

/** The process can't start. The message is the one sentence that the user gets to see. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exit status when the command line is wrong. */
    static final int USAGE = 2;

    private static final int FAILED = 1;

    private final int status;

    private StartFailure(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    static StartFailure of(String sentence) {
        return new StartFailure(FAILED, sentence);
    }

    static StartFailure usage(String sentence) {
        return new StartFailure(USAGE, sentence);
    }

    int status() {
        return status;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}

package dev.understudy.routing;

/** One use of a share link by a request. Thread-safe. */
public interface PreviewUse {
    /**
     * Counts it. Blocks.
     *
     * @throws dev.understudy.problem.ProblemException when the link was used as often as it may be
     */
    void begin();

    /** The request was decided; {@code decision} is the decision's id. Returns at once. */
    void decided(String decision);

    /** The request came to nothing. Returns at once. */
    void failed();
}

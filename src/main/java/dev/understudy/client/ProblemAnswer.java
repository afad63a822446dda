package dev.understudy.client;

/** The service answered, and did not decide. */
public final class ProblemAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemAnswer(Problem problem) {
        super(problem.status() + " " + problem.detail());
        this.problem = problem;
    }

    /** What it answered. */
    public Problem problem() {
        return problem;
    }
}

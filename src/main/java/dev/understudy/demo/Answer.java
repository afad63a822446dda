package dev.understudy.demo;

import java.util.List;

/** What came of asking for one decision. */
sealed interface Answer {
    /**
     * The service decided.
     *
     * @param decidedBy branch and commit, {@code main at 1f3a9c04be77}
     * @param compensation what is paid, {@code 250 EUR}; empty for nothing
     * @param care what is offered, {@code meals}; empty for nothing
     */
    record Decided(String decidedBy, List<String> compensation, List<String> care) implements Answer {}

    /**
     * The service answered with something else than a decision.
     *
     * @param status HTTP status
     * @param reason one sentence, the service's own where it gave one
     */
    record Refused(int status, String reason) implements Answer {}

    /** Nothing listens there. */
    record NobodyThere() implements Answer {}

    /**
     * The connection was made and then broke, or the answer took too long.
     *
     * @param reason one sentence
     */
    record Broken(String reason) implements Answer {}
}

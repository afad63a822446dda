package dev.understudy.review;

import java.time.Instant;
import java.util.List;

/**
 * A change request as lists have it.
 *
 * @param number what it is named by
 * @param title one line
 * @param author who opened it
 * @param branch what asks to become main
 * @param base main
 * @param head the head of the branch
 * @param baseHead the head of main
 * @param state how far it is; in a list, as of when it was looked at last
 * @param overridden whether it was merged though a rule of review was not met
 * @param rulesets what it touches
 * @param openedAt when it was opened
 * @param updatedAt when something happened to it last
 */
record ChangeSummary(
        long number,
        String title,
        String author,
        String branch,
        String base,
        String head,
        String baseHead,
        ChangeState state,
        boolean overridden,
        List<String> rulesets,
        Instant openedAt,
        Instant updatedAt) {
    static ChangeSummary of(ChangeRequest request) {
        return new ChangeSummary(
                request.number(),
                request.wording().title(),
                request.author(),
                request.branch().value(),
                request.base().value(),
                request.head().value(),
                request.baseHead().value(),
                request.state(),
                request.isOverridden(),
                request.rulesets(),
                request.openedAt(),
                request.updatedAt());
    }
}

package dev.understudy.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of change requests, newest first.
 *
 * @param changeRequests those of the page
 * @param next what {@code before} is for the page behind it; null when there is none
 */
record ChangePage(
        List<ChangeSummary> changeRequests, @Nullable Long next) {
    /** @param found one more than {@code limit} when there are more */
    static ChangePage of(List<ChangeRequest> found, int limit) {
        boolean more = found.size() > limit;
        List<ChangeSummary> shown =
                found.stream().limit(limit).map(ChangeSummary::of).toList();
        return new ChangePage(shown, more ? shown.getLast().number() : null);
    }
}

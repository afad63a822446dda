package dev.understudy.review;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change request as it is now.
 *
 * @param request the request, in the state that its reviews give it
 * @param reviews the oldest first
 * @param others open requests that touch the same rulesets
 * @param known how it stands; null when nothing can come of it any more, or its candidate takes over already
 * @param evidence what is known of what it does
 */
record ChangeLook(
        ChangeRequest request,
        List<Review> reviews,
        List<ChangeRequest> others,
        @Nullable Assessment known,
        Evidence evidence) {
    ChangeLook {
        reviews = List.copyOf(reviews);
        others = List.copyOf(others);
    }

    /** How it stands, while something can come of it. */
    Optional<Assessment> assessment() {
        return Optional.ofNullable(known);
    }
}

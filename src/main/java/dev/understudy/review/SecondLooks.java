package dev.understudy.review;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether approvals hold over a move that left what is changed as it was, but not all beside it: they do when
 * the same recorded decisions change in the same way. Until that is known they neither count nor lapse. Thread-safe.
 */
@Singleton
class SecondLooks {
    private final ChangeRequestRepository requests;
    private final ReviewRepository reviews;
    private final ReviewNeeds needs;
    private final Follower follower;
    private final InstantSource clock = InstantSource.system();

    SecondLooks(ChangeRequestRepository requests, ReviewRepository reviews, ReviewNeeds needs, Follower follower) {
        this.requests = requests;
        this.reviews = reviews;
        this.needs = needs;
        this.follower = follower;
    }

    /** @param reason why it lapses; null when it holds */
    private record Settled(Review review, @Nullable String reason) {}

    /** Settles what can be; says whether something was. */
    boolean settle(ChangeRequest request, List<Review> all) {
        List<Settled> settled = new ArrayList<>();
        for (Review review : all) {
            if (review.isLookedAtAgain(request)) {
                Optional<EvidenceFigures> then =
                        needs.evidence(request, review.held()).figures();
                Optional<EvidenceFigures> now = needs.evidence(request).figures();
                if (then.isPresent() && now.isPresent()) {
                    settled.add(new Settled(
                            review, now.get().otherwiseThan(then.get()).orElse(null)));
                }
            }
        }
        if (settled.isEmpty()) {
            return false;
        }
        return QuarkusTransaction.requiringNew().call(() -> keep(request, settled));
    }

    /** What has changed meanwhile is settled by whoever looks next. */
    private boolean keep(ChangeRequest looked, List<Settled> settled) {
        ChangeRequest request = requests.locked(looked.number());
        if (request.revision() != looked.revision()) {
            return false;
        }
        for (Settled each : settled) {
            Review review = reviews.findById(each.review().number());
            if (each.reason() == null) {
                review.holds(request);
            } else {
                follower.lapse(review, request, each.reason(), clock.instant());
            }
        }
        request.reviewed(clock.instant());
        return true;
    }
}

package dev.understudy.review;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at change requests, and keeps their state with what their reviews are worth. Thread-safe. */
@Singleton
class ChangeLooks {
    private final Follower follower;
    private final ChangeRequestRepository requests;
    private final ReviewRepository reviews;
    private final Assessments assessments;
    private final ReviewNeeds needs;
    private final SecondLooks secondLooks;

    ChangeLooks(
            Follower follower,
            ChangeRequestRepository requests,
            ReviewRepository reviews,
            Assessments assessments,
            ReviewNeeds needs,
            SecondLooks secondLooks) {
        this.follower = follower;
        this.requests = requests;
        this.reviews = reviews;
        this.assessments = assessments;
        this.needs = needs;
        this.secondLooks = secondLooks;
    }

    /** Nobody has to look for an approval to count again. */
    void worked(@Observes EvidenceDone done) {
        var _ = at(done.request());
    }

    private record Kept(ChangeRequest request, List<Review> reviews, List<ChangeRequest> others) {}

    /**
     * Looks at one, with its branch and main where they are now.
     *
     * @throws dev.understudy.problem.ProblemException {@code UNKNOWN_CHANGE_REQUEST}
     */
    ChangeLook at(long number) {
        follower.catchUp(number);
        Kept kept = read(number);
        if (!kept.request().state().isOpen() || kept.request().state() == ChangeState.ROLLING_OUT) {
            return look(kept, null);
        }
        if (secondLooks.settle(kept.request(), kept.reviews())) {
            kept = read(number);
        }
        Assessment assessment = assessments.of(kept.request(), kept.reviews());
        if (assessment.state() != kept.request().state()) {
            settle(number, kept.request().revision(), assessment.state());
            kept = read(number);
        }
        return look(kept, assessment);
    }

    private ChangeLook look(Kept kept, @Nullable Assessment assessment) {
        Evidence evidence = assessment == null ? needs.evidence(kept.request()) : assessment.evidence();
        return new ChangeLook(kept.request(), kept.reviews(), kept.others(), assessment, evidence);
    }

    private Kept read(long number) {
        return QuarkusTransaction.requiringNew().call(() -> {
            ChangeRequest request = requests.named(number);
            List<ChangeRequest> others = requests.open().stream()
                    .filter(each -> each.number() != number)
                    .filter(each -> each.rulesets().stream().anyMatch(request.rulesets()::contains))
                    .toList();
            return new Kept(request, reviews.of(request), others);
        });
    }

    /** What has changed meanwhile is settled by whoever changed it. */
    private void settle(long number, long revision, ChangeState state) {
        QuarkusTransaction.requiringNew().run(() -> {
            ChangeRequest request = requests.locked(number);
            if (request.revision() == revision) {
                request.becomes(state);
            }
        });
    }
}

package dev.understudy.review;

import dev.understudy.audit.AuditAction;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;

/** Takes reviews. Thread-safe. */
@Singleton
class ReviewService {
    private static final int MOST_REVIEWS = 1_000;
    private static final int LONGEST_NAME = 500;

    private final ChangeRequestRepository requests;
    private final ReviewRepository reviews;
    private final Follower follower;
    private final Voting voting;
    private final ReviewNeeds needs;
    private final ChangeAudit audit;
    private final InstantSource clock = InstantSource.system();

    ReviewService(
            ChangeRequestRepository requests,
            ReviewRepository reviews,
            Follower follower,
            Voting voting,
            ReviewNeeds needs,
            ChangeAudit audit) {
        this.requests = requests;
        this.reviews = reviews;
        this.follower = follower;
        this.voting = voting;
        this.needs = needs;
        this.audit = audit;
    }

    /** A review whose form is right. */
    private record Said(Verdict verdict, CommitId commit, String text, Review.Spot spot) {}

    /**
     * Takes a review of the head.
     *
     * @return its number
     * @throws ProblemException {@code STALE_HEAD} when another commit was looked at, {@code OWN_CHANGE} when it is the
     *     caller's own
     */
    long review(Caller caller, long number, NewReview wish) {
        Verdict verdict = wish.verdict();
        if (verdict == null) {
            throw Input.fault("/verdict", "A verdict is APPROVE, REQUEST_CHANGES, COMMENT or OVERRIDE.");
        }
        if (verdict != Verdict.COMMENT) {
            caller.require(Right.REVIEW);
        }
        Said said = new Said(verdict, Input.commit(wish.commit(), "/commit"), text(verdict, wish), spot(wish));
        follower.catchUp(number);
        if (verdict != Verdict.COMMENT) {
            requireForeign(caller, number);
        }
        return QuarkusTransaction.requiringNew().call(() -> take(caller, requests.locked(number), said));
    }

    private void requireForeign(Caller caller, long number) {
        ChangeRequest request = QuarkusTransaction.requiringNew().call(() -> requests.named(number));
        SortedSet<String> contributors = voting.contributors(request);
        if (contributors.contains(caller.name())) {
            boolean author = request.author().equals(caller.name());
            throw new ProblemException(
                    ProblemType.OWN_CHANGE,
                    "'" + caller.name() + "' "
                            + (author ? "opened this change request" : "pushed commits of this change")
                            + ", so somebody else has to judge it; a comment is welcome.",
                    Map.of("contributors", contributors));
        }
    }

    private long take(Caller caller, ChangeRequest request, Said said) {
        ChangeRequestService.requireQuiet(request);
        if (!request.head().equals(said.commit())) {
            throw new ProblemException(
                    ProblemType.STALE_HEAD,
                    "The branch '" + request.branch() + "' is at " + request.head() + " now, and " + said.commit()
                            + " was looked at. Look again.",
                    Map.of(
                            "head", request.head().value(),
                            "commit", said.commit().value()));
        }
        if (reviews.count("changeRequest = ?1", request.number()) >= MOST_REVIEWS) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "A change request has at most " + MOST_REVIEWS + " reviews.");
        }
        Instant now = clock.instant();
        Review review = new Review(request, caller.name(), said.verdict(), said.text(), said.spot(), now);
        review.saw(needs.evidence(request).number());
        reviews.persistAndFlush(review);
        request.reviewed(now);
        audit.record(caller.name(), action(said.verdict()), request, Map.of(), recorded(review));
        return review.number();
    }

    private static Map<String, Object> recorded(Review review) {
        Map<String, Object> after = new HashMap<>();
        after.put("review", review.number());
        after.put("verdict", review.verdict().name());
        after.put("commit", review.commit().value());
        after.put("text", review.text());
        after.put("consequence", review.mark());
        review.evidence().ifPresent(number -> after.put("evidence", number));
        return after;
    }

    private static AuditAction action(Verdict verdict) {
        return switch (verdict) {
            case APPROVE -> AuditAction.REVIEW_APPROVED;
            case REQUEST_CHANGES -> AuditAction.REVIEW_CHANGES_REQUESTED;
            case COMMENT -> AuditAction.REVIEW_COMMENTED;
            case OVERRIDE -> AuditAction.RULES_OVERRIDDEN;
        };
    }

    private static String text(Verdict verdict, NewReview wish) {
        String text = Input.text(wish.text());
        if (text.isBlank() && verdict != Verdict.APPROVE) {
            throw Input.fault(
                    "/text", verdict == Verdict.OVERRIDE ? "An override gives its reason." : "Say what it is about.");
        }
        return text;
    }

    private static Review.Spot spot(NewReview wish) {
        Integer line = wish.line();
        if (line != null && (line < 1 || wish.file() == null)) {
            throw Input.fault("/line", "A line is counted from 1, and is one of a file.");
        }
        return new Review.Spot(
                Input.line(wish.ruleset(), LONGEST_NAME, "/ruleset"),
                Input.line(wish.rule(), LONGEST_NAME, "/rule"),
                Input.line(wish.file(), LONGEST_NAME, "/file"),
                line);
    }
}

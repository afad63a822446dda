package dev.understudy.review;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.delivery.RolloutOutcome;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.Promotion;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * What becomes of change requests whose candidates took over by stages, or were rolled back: these are their author's
 * again, with the evidence as a comment, and have to be approved anew. Thread-safe.
 */
@Singleton
class RolledOutChanges implements RolloutOutcome {
    private final ChangeRequestRepository requests;
    private final ReviewRepository reviews;
    private final BranchMoves moves;
    private final ChangeAudit audit;
    private final InstantSource clock = InstantSource.system();

    RolledOutChanges(ChangeRequestRepository requests, ReviewRepository reviews, BranchMoves moves, ChangeAudit audit) {
        this.requests = requests;
        this.reviews = reviews;
        this.moves = moves;
        this.audit = audit;
    }

    @Override
    public void promoted(long changeRequest, CommitId main, String by) {
        ChangeRequest request = requests.locked(changeRequest);
        if (request.state() != ChangeState.ROLLING_OUT) {
            return;
        }
        Instant now = clock.instant();
        request.mergedAs(main, moves.upstream(), now);
        audit.record(
                by,
                AuditAction.CHANGE_MERGED,
                request,
                Map.of("main", request.candidateBase().map(CommitId::value).orElse("")),
                Map.of("main", main.value(), "overridden", request.isOverridden(), "byStages", true));
        // After a crash the remote may have it before this is known here, and tells nobody again.
        if (request.isPending() && moves.promotion(main) == Promotion.ARRIVED) {
            request.pushed(now);
            audit.record(
                    AuditEvent.SERVICE,
                    AuditAction.CHANGE_PUSHED,
                    request,
                    Map.of(),
                    Map.of("candidate", main.value(), "remote", request.remote().orElseThrow()));
        }
    }

    @Override
    public void rolledBack(long changeRequest, String by, String evidence) {
        ChangeRequest request = requests.locked(changeRequest);
        if (request.state() != ChangeState.ROLLING_OUT) {
            return;
        }
        Instant now = clock.instant();
        String candidate = request.candidate().map(CommitId::value).orElse("");
        for (Review review : reviews.of(request)) {
            if (!review.isLapsed() && (review.verdict() == Verdict.APPROVE || review.verdict() == Verdict.OVERRIDE)) {
                review.lapse("The candidate was rolled back.", now);
            }
        }
        reviews.persist(new Review(
                request, by, Verdict.COMMENT, evidence, new Review.Spot(request.onlyRuleset(), null, null, null), now));
        request.abandon(now);
        audit.record(
                by,
                AuditAction.CHANGE_ROLLED_BACK,
                request,
                Map.of("candidate", candidate),
                Map.of("state", request.state().name()));
    }
}

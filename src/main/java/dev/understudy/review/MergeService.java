package dev.understudy.review;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Merges: makes the candidate, asks of it what is asked of a push to main, writes down what is meant, and moves main.
 * Of two at once one wins, and the other is told to look again. Thread-safe; takes as long as the candidate's build.
 */
@Singleton
class MergeService {
    private final ChangeLooks looks;
    private final ChangeRequestRepository requests;
    private final Candidates candidates;
    private final Staging staging;
    private final BranchMoves moves;
    private final MergesUnderWay underWay;
    private final ChangeAudit audit;
    private final InstantSource clock = InstantSource.system();

    MergeService(
            MergeGround ground,
            Candidates candidates,
            Staging staging,
            BranchMoves moves,
            MergesUnderWay underWay,
            ChangeAudit audit) {
        this.looks = ground.looks();
        this.requests = ground.requests();
        this.candidates = candidates;
        this.staging = staging;
        this.moves = moves;
        this.underWay = underWay;
        this.audit = audit;
    }

    /** What one merge has found out. */
    private record Attempt(ChangeRequest request, ChangeRequest.Merge merge) {}

    /**
     * Merges one: when this returns, main is the candidate, and live, or the candidate is queued to take over by stages.
     *
     * @throws ProblemException {@code STALE_HEAD} when the branch or main is elsewhere, {@code MERGE_BLOCKED} with what
     *     is missing, {@code MERGE_CONFLICT} with both sides
     */
    void merge(Caller caller, long number, MergeOrder order) {
        merge(caller, number, order, false);
    }

    /** The same; refuses what would decide at once. */
    void mergeByStages(Caller caller, long number, MergeOrder order) {
        merge(caller, number, order, true);
    }

    private void merge(Caller caller, long number, MergeOrder order, boolean byStages) {
        CommitId expected = Input.commit(order.expectedHead(), "/expectedHead");
        ChangeLook look = looks.at(number);
        ChangeRequest request = look.request();
        ChangeRequestService.requireQuiet(request);
        Assessment assessment = look.assessment().orElseThrow();
        if (!request.head().equals(expected)) {
            throw stale(new BranchUpdate(request.branch(), Optional.of(expected), Optional.of(request.head())));
        }
        boolean override = Boolean.TRUE.equals(order.override());
        CommitId candidate = candidates.make(request, assessment, override);
        Optional<Staging.Staged> staged = staging.of(caller, request.baseHead(), candidate, order);
        if (byStages && staged.isEmpty()) {
            throw new ProblemException(
                    ProblemType.MERGE_BLOCKED,
                    "There are no stages by which this change could take over. Send a plan, or merge it at once.");
        }
        boolean overridden = override && !assessment.blocking(false).isEmpty();
        if (!underWay.begin(number)) {
            throw begun(request);
        }
        try {
            Attempt attempt = new Attempt(
                    request, new ChangeRequest.Merge(request.baseHead(), candidate, caller.name(), overridden));
            MergeStep.CANDIDATE_MADE.reached();
            begin(attempt, staged);
            MergeStep.INTENT_WRITTEN.reached();
            if (staged.isEmpty()) {
                move(attempt);
                MergeStep.RECORDED.reached();
            }
        } finally {
            underWay.end(number);
        }
        if (staged.isPresent()) {
            staging.look();
        }
    }

    private static ProblemException begun(ChangeRequest request) {
        return new ProblemException(
                ProblemType.STALE_HEAD,
                "Change request " + request.number() + " changed while it was looked at. Look again.",
                Map.of("head", request.head().value(), "number", request.number()));
    }

    private void begin(Attempt attempt, Optional<Staging.Staged> staged) {
        QuarkusTransaction.requiringNew().run(() -> {
            ChangeRequest request = requests.locked(attempt.request().number());
            if (request.revision() != attempt.request().revision()
                    || request.state() == ChangeState.ROLLING_OUT
                    || !request.state().isOpen()) {
                throw begun(request);
            }
            request.begin(attempt.merge(), clock.instant());
            audit.record(
                    attempt.merge().by(),
                    AuditAction.MERGE_STARTED,
                    request,
                    Map.of("main", attempt.merge().onto().value()),
                    Map.of(
                            "candidate", attempt.merge().candidate().value(),
                            "head", request.head().value(),
                            "overridden", attempt.merge().overridden()));
            staged.ifPresent(each -> staging.queue(each, request, attempt.merge()));
        });
    }

    private void move(Attempt attempt) {
        ChangeRequest request = attempt.request();
        Optional<BranchUpdate> between;
        try {
            between = moves.move(new BranchMoves.Move(
                    request.base(),
                    attempt.merge().onto(),
                    attempt.merge().candidate(),
                    Map.of(request.branch(), request.head()),
                    "change request " + request.number()));
        } catch (RuntimeException e) {
            // Whether it has moved, git knows: the next look at the request asks it.
            throw new IllegalStateException(
                    "main could not be moved to " + attempt.merge().candidate(), e);
        }
        if (between.isPresent()) {
            refuse(attempt, between.get());
            throw stale(between.get());
        }
        MergeStep.MAIN_MOVED.reached();
        finish(attempt);
    }

    private void finish(Attempt attempt) {
        QuarkusTransaction.requiringNew().run(() -> {
            Instant now = clock.instant();
            ChangeRequest request = requests.locked(attempt.request().number());
            request.merged(moves.upstream(), now);
            audit.record(
                    attempt.merge().by(),
                    AuditAction.CHANGE_MERGED,
                    request,
                    Map.of("main", attempt.merge().onto().value()),
                    Map.of(
                            "main",
                            attempt.merge().candidate().value(),
                            "overridden",
                            attempt.merge().overridden()));
        });
    }

    private void refuse(Attempt attempt, BranchUpdate between) {
        QuarkusTransaction.requiringNew().run(() -> {
            ChangeRequest request = requests.locked(attempt.request().number());
            request.abandon(clock.instant());
            audit.record(
                    AuditEvent.SERVICE,
                    AuditAction.MERGE_REFUSED,
                    request,
                    Map.of("candidate", attempt.merge().candidate().value()),
                    Map.of("reason", "In between: " + between));
        });
    }

    private static ProblemException stale(BranchUpdate between) {
        String expected = between.from().map(CommitId::value).orElse("-");
        String now = between.to().map(CommitId::value).orElse("gone");
        return new ProblemException(
                ProblemType.STALE_HEAD,
                "'" + between.branch() + "' was expected at " + expected + ", and is "
                        + (between.to().isPresent() ? "at " + now : "gone") + ". Look again.",
                Map.of("branch", between.branch().value(), "expectedHead", expected, "head", now));
    }
}

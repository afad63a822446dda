package dev.understudy.review;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.gitrepo.BranchListener;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.Promotion;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.isolation.ServedBranch;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps change requests with their branches: after each move, at the start, and before anybody looks at one, so that
 * what was missed while the process or the database was down is made good. Thread-safe.
 */
@Singleton
class Follower implements BranchListener {
    private static final Logger LOG = Logger.getLogger(Follower.class);

    private static final Duration LONGEST_MERGE = Duration.ofMinutes(2);

    private final RulesRepository repository;
    private final BranchMoves moves;
    private final Consequences consequences;
    private final ChangeRequestRepository requests;
    private final ReviewRepository reviews;
    private final MergesUnderWay underWay;
    private final ChangeAudit audit;
    private final InstantSource clock = InstantSource.system();
    /** An instance that serves one draft alone sees no other branch move. */
    private volatile boolean follows = true;

    Follower(
            RulesRepository repository,
            BranchMoves moves,
            Consequences consequences,
            ChangeRequestRepository requests,
            ReviewRepository reviews,
            MergesUnderWay underWay,
            ChangeAudit audit) {
        this.repository = repository;
        this.moves = moves;
        this.consequences = consequences;
        this.requests = requests;
        this.reviews = reviews;
        this.underWay = underWay;
        this.audit = audit;
    }

    void start(@Observes StartupEvent event, ServedBranch served) {
        follows = served.isInControl();
        catchUpAll(request -> true);
    }

    @Override
    public void moved(List<BranchUpdate> updates) {
        Set<BranchName> names = updates.stream().map(BranchUpdate::branch).collect(Collectors.toSet());
        catchUpAll(request -> names.contains(request.branch()) || names.contains(request.base()));
    }

    @Override
    public void arrived(CommitId main) {
        catchUpAll(ChangeRequest::isPending);
    }

    private void catchUpAll(Predicate<ChangeRequest> which) {
        if (!follows) {
            return;
        }
        List<Long> numbers;
        try {
            numbers = QuarkusTransaction.requiringNew()
                    .call(() -> requests.following().stream()
                            .filter(which)
                            .map(ChangeRequest::number)
                            .toList());
        } catch (RuntimeException e) {
            LOG.error("Change requests can't follow their branches now; they do when they are looked at", e);
            return;
        }
        for (long number : numbers) {
            try {
                catchUp(number);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Change request %d can't follow its branch now; it does when it is looked at", number);
            }
        }
    }

    /**
     * Brings one to where its branch and main are; waits for nobody who does not hold its row.
     *
     * @throws ProblemException {@code UNKNOWN_CHANGE_REQUEST}
     */
    void catchUp(long number) {
        boolean current = QuarkusTransaction.requiringNew().call(() -> isCurrent(requests.named(number)));
        if (!current) {
            QuarkusTransaction.requiringNew().run(() -> follow(requests.locked(number), clock.instant()));
        }
    }

    private boolean isCurrent(ChangeRequest request) {
        if (request.state() == ChangeState.ROLLING_OUT) {
            return underWay.has(request.number()) || isElsewhere(request);
        }
        if (request.isPending()) {
            return isSettled(request);
        }
        return !request.state().isOpen()
                || repository.head(request.branch()).equals(Optional.of(request.head()))
                        && repository.head(request.base()).equals(Optional.of(request.baseHead()));
    }

    /** Another node of the same remote may be in the middle of it; it takes seconds. */
    private boolean isElsewhere(ChangeRequest request) {
        return moves.upstream().isPresent()
                && moves.promotion(request.candidate().orElseThrow()) == Promotion.UNKNOWN
                && request.updatedAt().isAfter(clock.instant().minus(LONGEST_MERGE));
    }

    private boolean isSettled(ChangeRequest request) {
        return switch (moves.promotion(request.candidate().orElseThrow())) {
            case PENDING, UNKNOWN -> true;
            case ARRIVED, DROPPED -> false;
        };
    }

    private void follow(ChangeRequest request, Instant now) {
        if (isCurrent(request)) {
            return;
        }
        Optional<CommitId> head = repository.head(request.branch());
        Optional<CommitId> base = repository.head(request.base());
        if (request.isPending() && !drop(request, now)) {
            return;
        }
        if (request.state() == ChangeState.ROLLING_OUT) {
            heal(request, base, now);
        } else if (base.isEmpty()) {
            LOG.warnf("There is no main, so change request %d stays as it is", request.number());
        } else if (head.isEmpty()) {
            String reason = "The branch '" + request.branch() + "' was deleted.";
            request.close(AuditEvent.SERVICE, reason, now);
            audit.record(
                    AuditEvent.SERVICE,
                    AuditAction.CHANGE_CLOSED,
                    request,
                    Map.of("head", request.head().value()),
                    Map.of("reason", reason));
        } else {
            move(request, standing(base.get(), head.get()), now);
        }
    }

    /** Ends the wait for the remote; says whether its main had other rules, and the request is open again. */
    private boolean drop(ChangeRequest request, Instant now) {
        Map<String, ?> after = Map.of(
                "candidate",
                request.candidate().orElseThrow().value(),
                "remote",
                request.remote().orElseThrow());
        if (moves.promotion(request.candidate().orElseThrow()) == Promotion.ARRIVED) {
            request.pushed(now);
            audit.record(AuditEvent.SERVICE, AuditAction.CHANGE_PUSHED, request, Map.of(), after);
            return false;
        }
        Optional<ChangeRequest> successor = requests.openOf(request.branch());
        request.dropped(now);
        audit.record(AuditEvent.SERVICE, AuditAction.CHANGE_DROPPED, request, after, Map.of());
        if (successor.isPresent()) {
            String reason = "The remote's main had other rules, and change request "
                    + successor.get().number() + " follows the branch now.";
            request.close(AuditEvent.SERVICE, reason, now);
            return false;
        }
        return true;
    }

    /** Where a branch stands now. */
    ChangeRequest.Standing standing(CommitId base, CommitId head) {
        Consequence consequence = consequences.of(base, head);
        return new ChangeRequest.Standing(head, base, consequence.mark(), consequence.rulesets());
    }

    private void move(ChangeRequest request, ChangeRequest.Standing standing, Instant now) {
        CommitId before = request.head();
        CommitId baseBefore = request.baseHead();
        boolean branchMoved = !standing.head().equals(before);
        boolean rewritten = branchMoved && !repository.isInPastOf(standing.head(), before);
        request.follow(standing, rewritten, now);
        if (branchMoved) {
            audit.record(
                    AuditEvent.SERVICE,
                    AuditAction.CHANGE_MOVED,
                    request,
                    Map.of("head", before.value()),
                    Map.of("head", standing.head().value(), "rewritten", rewritten));
        }
        String moved = branchMoved
                ? "The branch has moved from " + before.abbreviated() + " to "
                        + standing.head().abbreviated()
                : "main has moved from " + baseBefore.abbreviated() + " to "
                        + standing.base().abbreviated();
        holdAll(request, moved, now);
    }

    /** Has approvals of a request whose row is held say whether they hold where it is now. */
    void holdAll(ChangeRequest request, String moved, Instant now) {
        boolean open = true;
        for (Review review : reviews.of(request)) {
            if (mayLapse(review)) {
                open &= holds(review, request, moved, now);
            }
        }
        if (!open && request.state() == ChangeState.APPROVED) {
            request.becomes(ChangeState.OPEN);
        }
    }

    private static boolean mayLapse(Review review) {
        return !review.isLapsed() && (review.verdict() == Verdict.APPROVE || review.verdict() == Verdict.OVERRIDE);
    }

    /**
     * Lets it hold when the same comes of it, and lapse when something else is changed. Else it stays as it is, and what
     * it does to recorded decisions tells: see {@link SecondLooks}. Whoever overrides vouches for one commit alone.
     */
    private boolean holds(Review review, ChangeRequest request, String moved, Instant now) {
        Consequence then;
        try {
            then = consequences.of(review.held().base(), review.held().head());
        } catch (ProblemException gone) {
            lapse(review, request, moved + ", and what it was before is gone.", now);
            return false;
        }
        Consequence consequence = consequences.of(request.baseHead(), request.head());
        boolean override = review.verdict() == Verdict.OVERRIDE;
        if (consequence.sameAs(then) && !(override && !review.commit().equals(request.head()))) {
            review.holds(request);
            return true;
        }
        if (override) {
            lapse(review, request, moved + "; an override is for one commit.", now);
        } else if (!consequence.changesTheSameAs(then)) {
            lapse(
                    review,
                    request,
                    moved + ", and changes something else now: " + consequence.otherwiseThan(then) + ".",
                    now);
        }
        return false;
    }

    /** Ends an approval of a request whose row is held. */
    void lapse(Review review, ChangeRequest request, String reason, Instant now) {
        review.lapse(reason, now);
        audit.record(
                AuditEvent.SERVICE,
                AuditAction.APPROVAL_LAPSED,
                request,
                Map.of("review", review.number(), "by", review.author()),
                Map.of("reason", reason));
    }

    /** A process ended between the wish to move main and the word that it has moved. Git knows which it was. */
    private void heal(ChangeRequest request, Optional<CommitId> base, Instant now) {
        CommitId candidate = request.candidate().orElseThrow();
        Map<String, ?> before =
                Map.of("main", request.candidateBase().orElseThrow().value());
        if (base.isPresent() && repository.isInPastOf(base.get(), candidate)) {
            String by = request.mergedBy().orElse(AuditEvent.SERVICE);
            request.merged(moves.upstream(), now);
            audit.record(
                    by,
                    AuditAction.CHANGE_MERGED,
                    request,
                    before,
                    Map.of("main", candidate.value(), "recordedLater", true));
        } else {
            request.abandon(now);
            audit.record(
                    AuditEvent.SERVICE,
                    AuditAction.MERGE_REFUSED,
                    request,
                    before,
                    Map.of("reason", "The service ended before main had moved."));
        }
    }
}

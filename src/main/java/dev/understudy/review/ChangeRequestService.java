package dev.understudy.review;

import dev.understudy.audit.AuditAction;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Nearest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens, edits, closes and reopens change requests. Thread-safe. */
@Singleton
class ChangeRequestService {
    private static final String ONE_OPEN = "change_request_one_open_of_a_branch";
    private static final int LONGEST_REASON = 200;

    private final ChangeRequestRepository requests;
    private final ReviewRepository reviews;
    private final Follower follower;
    private final BlastRadii radii;
    private final RulesRepository repository;
    private final ChangeAudit audit;
    private final InstantSource clock = InstantSource.system();

    ChangeRequestService(
            ChangeRequestRepository requests,
            ReviewRepository reviews,
            Follower follower,
            BlastRadii radii,
            RulesRepository repository,
            ChangeAudit audit) {
        this.requests = requests;
        this.reviews = reviews;
        this.follower = follower;
        this.radii = radii;
        this.repository = repository;
        this.audit = audit;
    }

    /** A page, newest first, with one more than its limit when there are more. */
    List<ChangeRequest> page(ChangeQuery query) {
        return QuarkusTransaction.requiringNew().call(() -> requests.page(query));
    }

    /** The open one of a branch. */
    Optional<Long> openOf(BranchName branch) {
        return QuarkusTransaction.requiringNew()
                .call(() -> requests.openOf(branch).map(ChangeRequest::number));
    }

    /**
     * Opens one.
     *
     * @return its number
     * @throws ProblemException when it can't be opened, {@code CHANGE_REQUEST_EXISTS} when the branch has one
     */
    long open(Caller caller, NewChangeRequest wish) {
        ChangeRequest.Wording wording = wording(wish.title(), wish.text(), wish.blastRadius());
        BranchName branch = branch(wish.branch());
        if (wish.base() != null && !wish.base().equals(BranchName.MAIN.value())) {
            throw Input.fault("/base", "Changes are asked for on main alone; leave base out.");
        }
        if (branch.isMain()) {
            throw Input.fault("/branch", "main can't be merged onto itself; name the branch with the change.");
        }
        ChangeRequest.Standing standing = follower.standing(head(BranchName.MAIN), head(branch));
        try {
            return QuarkusTransaction.requiringNew().call(() -> insert(caller, branch, wording, standing));
        } catch (PersistenceException e) {
            throw exists(branch, e);
        }
    }

    private long insert(
            Caller caller, BranchName branch, ChangeRequest.Wording wording, ChangeRequest.Standing standing) {
        requests.openOf(branch).ifPresent(other -> {
            throw exists(branch, other.number());
        });
        ChangeRequest request = new ChangeRequest(caller.name(), branch, wording, standing, now());
        requests.persistAndFlush(request);
        Map<String, Object> after = new HashMap<>(said(wording));
        after.put("branch", branch.value());
        after.put("head", standing.head().value());
        after.put("main", standing.base().value());
        audit.record(caller.name(), AuditAction.CHANGE_OPENED, request, Map.of(), after);
        return request.number();
    }

    private ProblemException exists(BranchName branch, PersistenceException cause) {
        if (!isOneOpen(cause)) {
            throw cause;
        }
        return openOf(branch).map(number -> exists(branch, number)).orElseThrow(() -> cause);
    }

    private static ProblemException exists(BranchName branch, long number) {
        return new ProblemException(
                ProblemType.CHANGE_REQUEST_EXISTS,
                "The change request " + number + " follows the branch '" + branch
                        + "' already; edit or close that one.",
                Map.of("number", number));
    }

    private static boolean isOneOpen(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (String.valueOf(each.getMessage()).contains(ONE_OPEN)) {
                return true;
            }
        }
        return false;
    }

    /** Takes other words; approvals lapse when what was declared is another thing. */
    void edit(Caller caller, long number, EditedChangeRequest wish) {
        ChangeRequest.Wording wording = wording(wish.title(), wish.text(), wish.blastRadius());
        QuarkusTransaction.requiringNew().run(() -> {
            ChangeRequest request = requests.locked(number);
            requireOwn(caller, request);
            requireQuiet(request);
            ChangeRequest.Wording before = request.wording();
            request.edit(wording, now());
            audit.record(caller.name(), AuditAction.CHANGE_EDITED, request, said(before), said(wording));
            if (!Objects.equals(before.blastRadius(), wording.blastRadius())) {
                lapseAll(request, "What the change does at most was declared anew.");
            }
        });
    }

    private void lapseAll(ChangeRequest request, String reason) {
        for (Review review : reviews.of(request)) {
            boolean held = review.verdict() == Verdict.APPROVE || review.verdict() == Verdict.OVERRIDE;
            if (held && !review.isLapsed()) {
                follower.lapse(review, request, reason, now());
            }
        }
    }

    /** Gives it up. */
    void close(Caller caller, long number, ClosingOrder order) {
        String reason = Optional.ofNullable(Input.line(order.reason(), LONGEST_REASON, "/reason"))
                .orElse("Closed by " + caller.name() + ".");
        QuarkusTransaction.requiringNew().run(() -> {
            ChangeRequest request = requests.locked(number);
            requireOwnOrReviewer(caller, request);
            requireQuiet(request);
            Map<String, ?> before = Map.of("state", request.state().name());
            request.close(caller.name(), reason, now());
            audit.record(caller.name(), AuditAction.CHANGE_CLOSED, request, before, Map.of("reason", reason));
        });
    }

    /** Takes it up again, with its branch where that is now. */
    void reopen(Caller caller, long number) {
        BranchName branch = QuarkusTransaction.requiringNew()
                .call(() -> requests.named(number).branch());
        ChangeRequest.Standing standing = follower.standing(head(BranchName.MAIN), head(branch));
        try {
            QuarkusTransaction.requiringNew().run(() -> reopen(caller, requests.locked(number), standing));
        } catch (PersistenceException e) {
            throw exists(branch, e);
        }
    }

    private void reopen(Caller caller, ChangeRequest request, ChangeRequest.Standing standing) {
        requireOwnOrReviewer(caller, request);
        if (request.state() != ChangeState.CLOSED) {
            throw new ProblemException(
                    ProblemType.CHANGE_REQUEST_CLOSED,
                    "Change request " + request.number() + " is " + request.state()
                            + "; only a closed one can be reopened.",
                    Map.of("state", request.state().name()));
        }
        requests.openOf(request.branch()).ifPresent(other -> {
            throw exists(request.branch(), other.number());
        });
        Map<String, ?> before = Map.of("reason", request.closedReason().orElse(""));
        request.reopen(standing, now());
        requests.flush();
        audit.record(
                caller.name(),
                AuditAction.CHANGE_REOPENED,
                request,
                before,
                Map.of("head", standing.head().value()));
        follower.holdAll(request, "It was reopened", now());
    }

    private static void requireOwn(Caller caller, ChangeRequest request) {
        if (!request.author().equals(caller.name())) {
            caller.require(Right.PUSH_MAIN);
        }
    }

    private static void requireOwnOrReviewer(Caller caller, ChangeRequest request) {
        if (!request.author().equals(caller.name())) {
            caller.require(Right.REVIEW);
        }
    }

    /** Nothing is changed of what is merged, closed or taking over. */
    static void requireQuiet(ChangeRequest request) {
        if (!request.state().isOpen() || request.state() == ChangeState.ROLLING_OUT) {
            throw new ProblemException(
                    ProblemType.CHANGE_REQUEST_CLOSED,
                    "Change request " + request.number() + " is " + request.state() + ", so it stays as it is.",
                    Map.of("state", request.state().name()));
        }
    }

    private ChangeRequest.Wording wording(
            @Nullable String title, @Nullable String text, @Nullable BlastRadius blastRadius) {
        return new ChangeRequest.Wording(Input.title(title), Input.text(text), radii.write(blastRadius));
    }

    private static Map<String, Object> said(ChangeRequest.Wording wording) {
        Map<String, Object> said = new HashMap<>();
        said.put("title", wording.title());
        said.put("text", wording.text());
        if (wording.blastRadius() != null) {
            said.put("blastRadius", wording.blastRadius());
        }
        return said;
    }

    private static BranchName branch(@Nullable String name) {
        if (name == null) {
            throw Input.fault("/branch", "Name the branch with the change: {\"branch\": \"feature/x\", …}.");
        }
        try {
            return new BranchName(name);
        } catch (IllegalArgumentException e) {
            throw ProblemException.at(ProblemType.INVALID_BRANCH_NAME, "/branch", String.valueOf(e.getMessage()));
        }
    }

    private CommitId head(BranchName branch) {
        return repository
                .head(branch)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_BRANCH,
                        "There is no branch '" + branch + "'"
                                + Nearest.hint(
                                        branch.value(),
                                        repository.heads().keySet().stream()
                                                .map(BranchName::value)
                                                .toList()),
                        Map.of("branch", branch.value())));
    }

    private Instant now() {
        return clock.instant();
    }
}

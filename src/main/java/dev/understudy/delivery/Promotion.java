package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.database.Transactions;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.KeptCommits;
import dev.understudy.gitrepo.MergeOutcome;
import dev.understudy.gitrepo.Merges;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves main to candidates. Each is an attempt: where main is to go is written down, main moves by compare-and-set, and
 * then the rollout ends. Whoever comes after a crash asks git how far it was. Called again until it is done.
 */
@Singleton
class Promotion {
    private static final Logger LOG = Logger.getLogger(Promotion.class);
    private static final Duration LONGEST_MOVE = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final RolloutStore store;
    private final RolloutAudit audit;
    private final Ends ends;
    private final RulesRepository repository;
    private final PromotionMoves git;

    Promotion(
            Transactions transactions,
            RolloutStore store,
            RolloutAudit audit,
            Ends ends,
            RulesRepository repository,
            PromotionMoves git) {
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.ends = ends;
        this.repository = repository;
        this.git = git;
    }

    /**
     * How main is changed.
     *
     * @param merges makes commits
     * @param moves moves branches
     * @param kept says which commits are here
     */
    @Singleton
    record PromotionMoves(Merges merges, BranchMoves moves, KeptCommits kept) {}

    /**
     * Makes the candidate's files on a node that did not make the candidate: of the same commits a merge gives the same
     * files everywhere. What is not fetched yet is tried again.
     */
    void makeHere(RolloutRow row) {
        CommitId main = row.sides().baseline();
        CommitId head = row.change().head();
        if (!git.kept().has(row.sides().candidate())
                && git.kept().has(main)
                && git.kept().has(head)) {
            var _ = git.merges().merge(main, head);
        }
    }

    /**
     * Why a rollout can't start or go on from where main is; empty when it can. A node whose main is older than the
     * baseline has no say.
     */
    String wrongBaseline(RolloutRow row) {
        Optional<CommitId> main = repository.head(BranchName.MAIN);
        if (main.isEmpty() || !git.kept().has(row.sides().baseline())) {
            return "";
        }
        TreeId tree = tree(main.get(), row);
        return row.sides().baselineTree().equals(tree)
                ? ""
                : "main has other rules of '" + row.ruleset() + "' than those that the candidate was made on. Merge"
                        + " again.";
    }

    private @Nullable TreeId tree(CommitId commit, RolloutRow row) {
        return repository.rulesets(commit).get(new RulesetName(row.ruleset()));
    }

    /**
     * One node moves main: the one that said where to, or else the one that made the candidate, unless it is gone. A node
     * whose main is older than the baseline never does.
     */
    private boolean isElsewhere(RolloutRow row) {
        CommitId meant = row.promoted();
        CommitId commit = meant == null ? row.sides().candidate() : meant;
        boolean recent = Instant.now().isBefore(row.course().tickedAt().plus(LONGEST_MOVE));
        return git.moves().upstream().isPresent()
                && (!git.kept().has(row.sides().baseline()) || !git.kept().has(commit) && recent);
    }

    /**
     * What git says of one that was promoted: {@code PENDING} until it is at the remote, too, {@code DONE}, {@code
     * DROPPED} when main has left it again; null when this node does not know.
     */
    @Nullable
    String inGit(RolloutRow row) {
        CommitId main = row.promoted();
        if (row.state() != RolloutState.PROMOTED || main == null) {
            return null;
        }
        return switch (git.moves().promotion(main)) {
            case PENDING -> "PENDING";
            case ARRIVED -> "DONE";
            case DROPPED -> "DROPPED";
            case UNKNOWN -> null;
        };
    }

    void go(UUID id) {
        RolloutRow row = transactions.call(connection -> store.named(connection, id));
        Optional<CommitId> head = repository.head(BranchName.MAIN);
        if (row.state() != RolloutState.PROMOTING || head.isEmpty()) {
            return;
        }
        if (isElsewhere(row)) {
            return;
        }
        AttemptStep.PROMOTION_BEGUN.reached();
        CommitId main = head.get();
        CommitId meant = row.promoted();
        if (meant != null && repository.isInPastOf(main, meant)) {
            finish(id, meant);
            return;
        }
        Optional<CommitId> target = target(row, main);
        if (target.isEmpty()) {
            hold(id, wrongBaseline(row) + " Main can't move to the candidate; roll it back.");
            return;
        }
        if (!writesTarget(row, target.get())) {
            return;
        }
        AttemptStep.TARGET_WRITTEN.reached();
        Optional<BranchUpdate> between = git.moves()
                .move(new BranchMoves.Move(
                        BranchName.MAIN, main, target.get(), Map.of(), "rollout " + id + " of " + row.ruleset()));
        if (between.isPresent()) {
            LOG.infof("Rollout %s looks again before main moves: %s", id, between.get());
            return;
        }
        AttemptStep.MAIN_MOVED.reached();
        finish(id, target.get());
    }

    /** Whether nobody else wrote down where main is to go since this was looked at. */
    private boolean writesTarget(RolloutRow row, CommitId target) {
        return transactions.call(connection -> {
            RolloutRow locked = store.locked(connection, row.id());
            if (locked.state() != RolloutState.PROMOTING || !Objects.equals(locked.promoted(), row.promoted())) {
                return false;
            }
            store.update(connection, locked.promotedTo(target));
            return true;
        });
    }

    /** The candidate, or when other rulesets of main have moved, its branch merged anew with the very same rules. */
    private Optional<CommitId> target(RolloutRow row, CommitId main) {
        if (main.equals(row.sides().baseline()) && git.kept().has(row.sides().candidate())) {
            return Optional.of(row.sides().candidate());
        }
        if (!wrongBaseline(row).isEmpty()
                || !(git.merges().merge(main, row.change().head()) instanceof MergeOutcome.Clean clean)) {
            return Optional.empty();
        }
        Long request = row.change().request();
        String title = request == null ? "Roll out " + row.ruleset() : "Merge change request " + request;
        CommitId commit = git.merges()
                .commit(
                        clean,
                        row.change().by(),
                        title + "\n\nThe rules of its candidate " + row.sides().candidate()
                                + ", on what main is now.\n");
        return row.sides().candidateTree().equals(tree(commit, row)) ? Optional.of(commit) : Optional.empty();
    }

    private void finish(UUID id, CommitId main) {
        transactions.call(connection -> {
            RolloutRow before = store.locked(connection, id);
            if (before.state() == RolloutState.PROMOTING) {
                RolloutRow after = before.on(before.course().as(RolloutState.PROMOTED, null))
                        .promotedTo(main)
                        .ended(Transactions.now(connection));
                store.update(connection, after);
                ends.promoted(AuditEvent.SERVICE, before, after);
                AttemptStep.PROMOTION_RECORDED.reached();
            }
            return id;
        });
        AttemptStep.PROMOTED.reached();
    }

    private void hold(UUID id, String why) {
        transactions.call(connection -> {
            RolloutRow before = store.locked(connection, id);
            if (before.state() == RolloutState.PROMOTING) {
                RolloutRow after = before.on(before.course().as(RolloutState.PAUSED, why));
                store.update(connection, after);
                audit.record(AuditEvent.SERVICE, AuditAction.ROLLOUT_HELD, before, after, Map.of());
            }
            return id;
        });
    }
}

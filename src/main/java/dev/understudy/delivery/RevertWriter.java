package dev.understudy.delivery;

import static dev.understudy.gitrepo.Promotion.ARRIVED;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.database.Transactions;
import dev.understudy.delivery.Promotion.PromotionMoves;
import dev.understudy.gitrepo.BranchMoves;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Has git say what was reverted: a commit on top of main with the former folder, tried until it is there. What git says
 * settles what a crash left open. Thread-safe.
 */
@Singleton
class RevertWriter {
    private static final Logger LOG = Logger.getLogger(RevertWriter.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_DOUBLINGS = 5;
    private static final String PENDING_THERE =
            "main says the same here, and is not at the remote yet; the push is tried again.";

    private final Transactions transactions;
    private final ReversionStore store;
    private final AuditLog audit;
    private final RulesRepository repository;
    private final PromotionMoves git;
    private final Map<UUID, Pause> pauses = new ConcurrentHashMap<>();

    private record Pause(int failures, long untilNanos) {}

    RevertWriter(
            Transactions transactions,
            ReversionStore store,
            AuditLog audit,
            RulesRepository repository,
            PromotionMoves git) {
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.repository = repository;
        this.git = git;
    }

    /** One attempt, unless the one before failed a moment ago. */
    void write(Reversion reversion) {
        Pause pause = pauses.get(reversion.id());
        if (pause != null && System.nanoTime() - pause.untilNanos() < 0) {
            return;
        }
        try {
            attempt(reversion);
            pauses.remove(reversion.id());
        } catch (RuntimeException e) {
            int failures = pause == null ? 1 : pause.failures() + 1;
            long nanos = FIRST_PAUSE_NANOS << Math.min(failures - 1, MOST_DOUBLINGS);
            pauses.put(reversion.id(), new Pause(failures, System.nanoTime() + nanos));
            if (failures == 1) {
                LOG.warnf(e, "Git can't be told yet that %s was reverted; it is tried again", reversion.ruleset());
            }
            String fault = "The rules repository can't be written now; it is tried again.";
            transactions.call(connection -> {
                store.failed(connection, reversion.id(), fault);
                return fault;
            });
        }
    }

    private void attempt(Reversion reversion) {
        Optional<CommitId> head = repository.head(BranchName.MAIN);
        if (head.isEmpty()) {
            return;
        }
        if (!git.kept().has(reversion.undone().commit())) {
            // Main here is older than what was undone, and a fetch is to come: it can't say the same yet.
            return;
        }
        CommitId main = head.get();
        TreeId now = repository.rulesets(main).get(reversion.ruleset());
        if (reversion.target().tree().equals(now)) {
            settle(reversion, main);
        } else if (!reversion.undone().tree().equals(now) || isBroughtBack(reversion, main)) {
            end(reversion, "SUPERSEDED", AuditAction.REVERT_SUPERSEDED, null);
        } else {
            move(reversion, main);
        }
    }

    /** Main of a copy may still give way to the remote's, and the undone rules must not come back with that one. */
    private void settle(Reversion reversion, CommitId main) {
        if (git.moves().promotion(main) == ARRIVED) {
            end(reversion, "DONE", AuditAction.REVERT_WRITTEN, main);
        } else if (!PENDING_THERE.equals(reversion.progress().fault())) {
            transactions.call(connection -> {
                store.failed(connection, reversion.id(), PENDING_THERE);
                return PENDING_THERE;
            });
        }
    }

    /** Whether git said the same once, and somebody has put the undone rules on top of that since. */
    private boolean isBroughtBack(Reversion reversion, CommitId main) {
        String meant = reversion.progress().commit();
        return meant != null && repository.isInPastOf(main, new CommitId(meant));
    }

    private void move(Reversion reversion, CommitId main) {
        CommitId commit = git.merges()
                .replace(
                        main,
                        reversion.ruleset(),
                        reversion.target().tree(),
                        reversion.word().by(),
                        "Revert " + reversion.ruleset() + " to "
                                + reversion.target().commit().abbreviated() + "\n\n  "
                                + reversion.word().reason() + "\n\nReverts: "
                                + reversion.undone().commit() + "\n");
        transactions.call(connection -> {
            store.meant(connection, reversion.id(), commit);
            return commit;
        });
        AttemptStep.REVERT_COMMITTED.reached();
        boolean moved = git.moves()
                .move(new BranchMoves.Move(BranchName.MAIN, main, commit, Map.of(), "revert of " + reversion.ruleset()))
                .isEmpty();
        if (moved) {
            AttemptStep.REVERT_MOVED.reached();
            settle(reversion, commit);
        }
    }

    private void end(Reversion reversion, String state, AuditAction action, @Nullable CommitId commit) {
        transactions.call(connection -> {
            if (store.end(connection, reversion.id(), state, commit)) {
                var _ = audit.append(new AuditEvent(
                        AuditEvent.SERVICE,
                        action,
                        "revert:" + reversion.id(),
                        reversion.ruleset().value(),
                        Map.of("undone", reversion.undone().commit().value()),
                        commit == null
                                ? Map.of("reason", "main has other rules by now")
                                : Map.of("live", reversion.target().commit().value(), "main", commit.value())));
            }
            return state;
        });
        AttemptStep.REVERT_ENDED.reached();
    }
}

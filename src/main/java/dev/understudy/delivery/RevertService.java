package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.database.Transactions;
import dev.understudy.delivery.Reverts.Warmth;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts former rules back: in the database and in memory at once, in git as soon as that can be. Needs no git and, as
 * former rules are kept compiled, no compiler. Freeze windows don't bind it. Thread-safe.
 */
@Singleton
class RevertService {
    private static final int PATIENCE_SECONDS = 30;
    private static final int LONGEST_REASON = 500;

    private final Transactions transactions;
    private final RevertStores stores;
    private final Reverts reverts;
    private final Warmth warmth;
    private final AuditLog audit;
    private final RolloutNode node;

    /**
     * Where reverts, what was live, and rollouts are kept.
     *
     * @param reversions reverts
     * @param history what was live
     * @param rollouts rollouts
     * @param ends ends them
     */
    @Singleton
    record RevertStores(ReversionStore reversions, LiveHistory history, RolloutStore rollouts, Ends ends) {}

    RevertService(
            Transactions transactions,
            RevertStores stores,
            Reverts reverts,
            Warmth warmth,
            AuditLog audit,
            RolloutNode node) {
        this.transactions = transactions;
        this.stores = stores;
        this.reverts = reverts;
        this.warmth = warmth;
        this.audit = audit;
        this.node = node;
    }

    /**
     * The wish to revert.
     *
     * @param expectedCommit the commit that is live; null for whichever is
     * @param reason one line; may be left out
     */
    record Order(@Nullable String expectedCommit, @Nullable String reason) {}

    /**
     * Reverts; the former rules decide on this node when this returns.
     *
     * @throws ProblemException {@code UNKNOWN_RULESET}, {@code STALE_HEAD}, {@code NOTHING_TO_REVERT}
     */
    Reversion revert(Caller caller, String written, Order order) {
        String reason = Steering.line(order.reason(), LONGEST_REASON, "/reason", "No reason was given.");
        Entry live = live(written);
        RulesetName ruleset = live.slot().key().ruleset();
        String expected = order.expectedCommit();
        if (expected != null && !expected.equals(live.commit().value())) {
            throw new ProblemException(
                    ProblemType.STALE_HEAD,
                    "Of '" + ruleset + "' " + live.commit() + " is live, not " + expected + ". Look again.",
                    Map.of("commit", live.commit().value(), "expectedCommit", expected));
        }
        var _ = reverts.remember(reverts.know());
        LiveHistory.Live former = former(ruleset);
        compiled(new BuildSlot.Key(ruleset, former.tree()));
        Reversion done = transactions.call(
                connection -> write(connection, ruleset, live, new Wish(caller.name(), reason, former)));
        AttemptStep.REVERTED.reached();
        var _ = reverts.know();
        reverts.apply();
        AttemptStep.SNAPSHOT_SWAPPED.reached();
        node.poke();
        return done;
    }

    private record Wish(String by, String reason, LiveHistory.Live former) {}

    private Entry live(String written) {
        BranchView main = warmth.catalog().snapshot().main();
        Entry entry = main == null ? null : main.ruleset(written);
        if (entry == null) {
            List<String> names = main == null
                    ? List.of()
                    : main.rulesets().keySet().stream().map(RulesetName::value).toList();
            throw new ProblemException(
                    ProblemType.UNKNOWN_RULESET, "There is no such ruleset on main" + Nearest.hint(written, names));
        }
        return entry;
    }

    private LiveHistory.Live former(RulesetName ruleset) {
        return transactions.call(connection -> former(connection, ruleset));
    }

    private LiveHistory.Live former(Connection connection, RulesetName ruleset) throws SQLException {
        Optional<LiveHistory.Live> former = stores.history().former(connection, ruleset);
        if (former.isPresent()) {
            return former.get();
        }
        List<RolloutRow> underWay = stores.rollouts().underWay(connection, ruleset.value());
        for (RolloutRow each : underWay) {
            if (each.state() == RolloutState.PROMOTING) {
                throw moving(each);
            }
        }
        String rollout = underWay.isEmpty()
                ? ""
                : " Rollout " + underWay.getFirst().id() + " is under way: to end that, roll it back.";
        throw new ProblemException(
                ProblemType.NOTHING_TO_REVERT,
                "No other rules of '" + ruleset + "' were live before these, as far as is known here." + rollout);
    }

    private void compiled(BuildSlot.Key key) {
        BuildSlot slot = warmth.catalog().slot(key);
        if (slot.result() == null) {
            var _ = warmth.builds()
                    .build(slot)
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
        if (slot.state() != BuildSlot.State.LIVE) {
            throw new ProblemException(
                    ProblemType.NOTHING_TO_REVERT,
                    "The former rules of '" + key.ruleset() + "' do not compile here any more. Push others to main.");
        }
    }

    private Reversion write(Connection connection, RulesetName ruleset, Entry live, Wish wish) throws SQLException {
        LiveHistory.lock(connection, ruleset);
        LiveHistory.Live former = former(connection, ruleset);
        if (former.id() != wish.former().id()) {
            throw new ProblemException(
                    ProblemType.STALE_HEAD, "Somebody else changed what is live of '" + ruleset + "'. Look again.");
        }
        Instant now = Transactions.now(connection);
        Reversion.At undone = new Reversion.At(live.commit(), live.slot().key().tree());
        for (Reversion before : stores.reversions().pending(connection)) {
            if (before.ruleset().equals(ruleset)) {
                // Git's main still has what was undone first.
                undone = new Reversion.At(live.commit(), before.undone().tree());
                stores.reversions().end(connection, before.id(), "SUPERSEDED", null);
            }
        }
        Reversion reversion = new Reversion(
                UUID.randomUUID(),
                ruleset,
                undone,
                new Reversion.At(former.commit(), former.tree()),
                new Reversion.Progress("PENDING", null, 0, null, null),
                new Reversion.Word(wish.by(), wish.reason(), now));
        stores.reversions().insert(connection, reversion);
        stores.history().revertTo(connection, ruleset, former);
        endRollouts(connection, reversion, now);
        audit(reversion);
        AttemptStep.REVERT_RECORDED.reached();
        return reversion;
    }

    /** What was made on top of what is undone goes with it. */
    private void endRollouts(Connection connection, Reversion reversion, Instant now) throws SQLException {
        CommitId undone = reversion.undone().commit();
        for (RolloutRow each :
                stores.rollouts().underWay(connection, reversion.ruleset().value())) {
            if (each.state() == RolloutState.PROMOTING) {
                throw moving(each);
            }
            RolloutRow after = Stepping.rolledBack(each, "Its baseline " + undone + " was reverted.", now);
            stores.rollouts().update(connection, after);
            stores.ends().rolledBack(connection, reversion.word().by(), each, after, Map.of());
        }
    }

    private static ProblemException moving(RolloutRow rollout) {
        return new ProblemException(
                ProblemType.ROLLOUT_STATE,
                "Main is just moving to the candidate of rollout " + rollout.id()
                        + "; try again in a moment, and that is undone.",
                Map.of("state", rollout.state().name()));
    }

    private void audit(Reversion reversion) {
        var _ = audit.append(new AuditEvent(
                reversion.word().by(),
                AuditAction.RULES_REVERTED,
                "revert:" + reversion.id(),
                reversion.ruleset().value(),
                Map.of("live", reversion.undone().commit().value()),
                Map.of(
                        "live",
                        reversion.target().commit().value(),
                        "reason",
                        reversion.word().reason())));
    }

    List<Reversion.View> list(String ruleset) {
        RulesetName name = live(ruleset).slot().key().ruleset();
        return transactions.call(connection -> stores.reversions().of(connection, name)).stream()
                .map(Reversion::view)
                .toList();
    }
}

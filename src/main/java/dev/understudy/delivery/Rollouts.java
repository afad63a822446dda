package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.database.Transactions;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.guardrail.Ledger;
import dev.understudy.ruleset.ChangeWindows;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.OutcomeChange;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes rollouts, for those who merge. Thread-safe. */
@Singleton
public class Rollouts {
    private final RulesetCatalog catalog;
    private final Transactions transactions;
    private final RolloutStore store;
    private final RolloutAudit audit;
    private final RolloutNode node;
    private final DeliveryConfig config;

    Rollouts(
            RulesetCatalog catalog,
            Transactions transactions,
            RolloutStore store,
            RolloutAudit audit,
            RolloutNode node,
            DeliveryConfig config) {
        this.catalog = catalog;
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.node = node;
        this.config = config;
    }

    /**
     * A change that is to take over.
     *
     * @param ruleset the name of the only ruleset that it changes
     * @param changeRequest its number
     * @param head the commit that was reviewed
     * @param baseline the head of main that the candidate was made on
     * @param candidate what takes over
     * @param candidateTree git's id of the ruleset's folder in it
     * @param by who merges
     */
    public record Change(
            String ruleset,
            long changeRequest,
            CommitId head,
            CommitId baseline,
            CommitId candidate,
            TreeId candidateTree,
            String by) {}

    /** A rollout that can be made: its plan was checked against the types of its baseline. */
    public record Prepared(String ruleset, TreeId baselineTree, String unitKind, boolean hidesUnit, RolloutPlan plan) {
        /** The same, with what the author of the change declared: its shadow holds against that. */
        public Prepared declaring(Exposure share) {
            return new Prepared(
                    ruleset,
                    baselineTree,
                    unitKind,
                    hidesUnit,
                    plan.shadow().map(each -> plan.with(each.declaring(share))).orElse(plan));
        }

        /** The same, with the only changes of outcomes that the author declared; empty for any. */
        public Prepared allowing(List<OutcomeChange> transitions) {
            return new Prepared(
                    ruleset,
                    baselineTree,
                    unitKind,
                    hidesUnit,
                    plan.shadow()
                            .map(each -> plan.with(each.allowing(transitions)))
                            .orElse(plan));
        }
    }

    /**
     * Finds out how a change of a ruleset takes over; empty for at once.
     *
     * @param given a plan for this time; null for that of the rules that are live
     * @param own that of the candidate's {@code ruleset.yaml}, for when live rules have none
     * @throws ProblemException {@code INVALID_REQUEST} when a cohort's condition can't be asked, {@code MERGE_BLOCKED}
     *     when there is no routing key to draw by
     */
    public Optional<Prepared> prepare(String ruleset, @Nullable RolloutPlan given, RolloutPlan own) {
        BranchView main = catalog.snapshot().main();
        Entry entry = main == null ? null : main.ruleset(ruleset);
        CompiledRuleset rules = entry == null ? null : entry.slot().ruleset();
        if (entry == null || rules == null) {
            return Optional.empty();
        }
        RulesetManifest manifest = rules.manifest();
        RolloutPlan usual = manifest.rollout().isAtOnce() ? own : manifest.rollout();
        RolloutPlan plan = given != null
                ? frozenLike(manifest.rollout(), given)
                : config.followPlans() ? usual : RolloutPlan.AT_ONCE;
        if (plan.isAtOnce()) {
            return Optional.empty();
        }
        String key = manifest.routingKey()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.MERGE_BLOCKED,
                        "'" + ruleset + "' has no routingKey in ruleset.yaml on main, so nobody can be drawn for its"
                                + " rollout. Add one first, or merge at once."));
        Stages.check(plan, rules, given == null ? "/rollout" : "/plan");
        return Optional.of(
                new Prepared(ruleset, entry.slot().key().tree(), key, manifest.routingKeyIsSensitive(), plan));
    }

    /** A plan of one person's does not set aside the windows of the rules that are live. */
    static RolloutPlan frozenLike(RolloutPlan usual, RolloutPlan given) {
        return usual.windows().equals(ChangeWindows.ALWAYS) ? given : given.within(usual.windows());
    }

    /** Why a ruleset's exposure can't grow now; empty when it may, or when it takes over without stages. */
    public Optional<String> frozen(String ruleset, RolloutPlan own) {
        Instant now = transactions.call(Transactions::now);
        return prepare(ruleset, null, own).flatMap(each -> each.plan().windows().closedAt(now));
    }

    /** Whether what is live of a ruleset takes over by stages when nothing else is said. */
    public boolean isStaged(String ruleset, RolloutPlan own) {
        return prepare(ruleset, null, own).isPresent();
    }

    /** Queues one, in the transaction of whoever calls. */
    public UUID queue(Prepared prepared, Change change) {
        RolloutKey key = RolloutKey.random();
        UUID id = transactions.call(connection -> {
            Instant now = Transactions.now(connection);
            RolloutRow row = new RolloutRow(
                    UUID.randomUUID(),
                    prepared.ruleset(),
                    new RolloutRow.Change(change.changeRequest(), change.head(), change.by()),
                    new RolloutRow.Sides(
                            change.baseline(), prepared.baselineTree(), change.candidate(), change.candidateTree()),
                    new RolloutRow.Draws(prepared.unitKind(), prepared.hidesUnit(), key),
                    prepared.plan(),
                    new RolloutRow.Course(RolloutState.QUEUED, 0, Duration.ZERO, now, 0, Ledger.empty(), null, null),
                    new RolloutRow.Counts(0, 0, 0),
                    null,
                    new RolloutRow.Times(now, null, null));
            store.insert(connection, row);
            audit.record(change.by(), AuditAction.ROLLOUT_QUEUED, row, row, Map.of("keyId", key.id()));
            return row.id();
        });
        node.poke();
        return id;
    }

    /** The newest rollout of a change request. */
    public Optional<UUID> ofChange(long changeRequest) {
        return transactions.call(connection -> store.list(connection, null, changeRequest, 1).stream()
                .map(RolloutRow::id)
                .findFirst());
    }

    /** Has this node look at once; after the transaction that {@link #queue} was called in. */
    public void look() {
        node.poke();
    }
}

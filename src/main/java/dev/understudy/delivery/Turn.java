package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.database.Transactions;
import dev.understudy.rollout.Observation;
import dev.understudy.rollout.Observations;
import dev.understudy.rollout.guardrail.Ledger;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One look at one rollout, in one transaction: what was seen is counted, the guardrails judge, and what follows is
 * written down. Any node may do it; the row's lock puts them in turn. Thread-safe.
 */
@Singleton
class Turn {
    private static final int MOST_SEEN = 20_000;

    private final Transactions transactions;
    private final RolloutStore store;
    private final FeedbackStore feedback;
    private final RolloutAudit audit;
    private final Ends ends;
    private final BeforeStages shadows;
    private final FreezeOverrides freezes;

    Turn(
            Transactions transactions,
            RolloutStore store,
            FeedbackStore feedback,
            RolloutAudit audit,
            Ends ends,
            Course course) {
        this.transactions = transactions;
        this.store = store;
        this.feedback = feedback;
        this.audit = audit;
        this.ends = ends;
        this.shadows = course.before();
        this.freezes = course.freezes();
    }

    /**
     * What a rollout goes through beside its stages.
     *
     * @param before the shadow
     * @param freezes the time in which exposure does not grow
     */
    @Singleton
    record Course(BeforeStages before, FreezeOverrides freezes) {}

    /**
     * Takes a look.
     *
     * @param seen what this node saw; null when it does not route the rollout
     * @param wrongBaseline why it can't go on from where main is; empty when it can
     */
    void take(UUID id, @Nullable Observations seen, String wrongBaseline) {
        List<Observation> taken = seen == null ? List.of() : seen.take(MOST_SEEN);
        boolean done = false;
        try {
            transactions.call(connection -> {
                look(connection, id, taken, seen, wrongBaseline);
                return id;
            });
            done = true;
        } finally {
            if (!done && seen != null) {
                seen.giveBack(taken);
            }
        }
    }

    private void look(
            Connection connection, UUID id, List<Observation> taken, @Nullable Observations seen, String wrongBaseline)
            throws SQLException {
        RolloutRow before = store.locked(connection, id);
        if (!before.state().hasBegun()) {
            return;
        }
        Instant now = Transactions.now(connection);
        RolloutRow counted = counted(connection, before, taken, seen);
        if (!wrongBaseline.isEmpty() && before.state() != RolloutState.PROMOTING) {
            end(connection, before, Stepping.rolledBack(counted, wrongBaseline, now));
            return;
        }
        RolloutRow open = freezes.thawed(connection, counted, now);
        Stepping.Step step = before.course().isShadow() ? shadows.look(open, now) : Stepping.look(open, now);
        RolloutRow after = step.row();
        String trip = seen == null ? null : seen.trip();
        if (after.state() == RolloutState.ROLLED_BACK && trip != null) {
            after = after.on(after.course().as(RolloutState.ROLLED_BACK, trip));
        }
        store.update(connection, after);
        AuditAction action = step.action();
        if (action == null) {
            return;
        }
        if (after.state() == RolloutState.ROLLED_BACK) {
            ends.rolledBack(connection, AuditEvent.SERVICE, before, after, step.numbers());
        } else {
            audit.record(AuditEvent.SERVICE, action, before, after, step.numbers());
        }
    }

    private void end(Connection connection, RolloutRow before, RolloutRow after) throws SQLException {
        store.update(connection, after);
        ends.rolledBack(connection, AuditEvent.SERVICE, before, after, Map.of());
    }

    private RolloutRow counted(
            Connection connection, RolloutRow row, List<Observation> taken, @Nullable Observations seen)
            throws SQLException {
        List<Observation> all = new ArrayList<>(taken);
        all.addAll(feedback.take(connection, row.id()));
        Ledger ledger = row.course().ledger();
        long units = 0;
        for (Observation each : store.count(connection, row.id(), all)) {
            double exposure = each.ppm() / 1e6;
            switch (each.kind()) {
                case DRAWN -> ledger = ledger.withUnit(each.candidate(), exposure);
                case STAGE -> units += each.stage() == row.course().stage() ? 1 : 0;
                case FAILED, BUDGET, SLOW, REPORTED ->
                    ledger = ledger.withBad(Harm.valueOf(each.kind().name()), each.candidate(), exposure);
            }
        }
        if (seen == null) {
            return row.on(row.course().with(ledger, units));
        }
        if (seen.trip() != null && ledger.trips() == 0) {
            ledger = ledger.withTrip();
        }
        RolloutRow.Counts before = row.counts();
        return row.on(row.course().with(ledger, units))
                .counting(new RolloutRow.Counts(
                        before.withoutUnit() + seen.takeWithoutUnit(),
                        before.candidate() + seen.takeOnCandidate(),
                        before.baseline() + seen.takeOnBaseline()));
    }

    /** Starts the first of a queue, unless another one runs, or it may not start yet. */
    void start(UUID id, String wrongBaseline) {
        transactions.call(connection -> {
            RolloutRow before = store.locked(connection, id);
            if (before.state() != RolloutState.QUEUED || !isFirst(connection, before)) {
                return id;
            }
            Instant now = Transactions.now(connection);
            if (!wrongBaseline.isEmpty()) {
                end(connection, before, Stepping.rolledBack(before, wrongBaseline, now));
                return id;
            }
            if (before.plan().start().filter(now::isBefore).isPresent()
                    || freezes.closed(connection, before, now).isPresent()) {
                return id;
            }
            RolloutRow after = shadows.begin(before, now);
            store.update(connection, after);
            AuditAction action = after.course().isShadow() ? AuditAction.ROLLOUT_SHADOWED : AuditAction.ROLLOUT_STARTED;
            audit.record(AuditEvent.SERVICE, action, before, after, Map.of());
            return id;
        });
    }

    private boolean isFirst(Connection connection, RolloutRow row) throws SQLException {
        List<RolloutRow> underWay = store.underWay(connection, row.ruleset());
        return underWay.stream().noneMatch(each -> each.state().hasBegun())
                && underWay.getFirst().id().equals(row.id());
    }
}

package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.database.Transactions;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.RolloutStage;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do to rollouts by hand. Thread-safe. */
@Singleton
class Steering {
    private static final int LONGEST_REASON = 500;
    private static final Set<RolloutState> GOES_ON =
            Set.of(RolloutState.SHADOWING, RolloutState.RUNNING, RolloutState.HELD);

    private final Transactions transactions;
    private final RolloutStore store;
    private final RolloutAudit audit;
    private final Ends ends;
    private final FreezeOverrides freezes;
    private final RolloutNode node;

    Steering(
            Transactions transactions,
            RolloutStore store,
            RolloutAudit audit,
            Ends ends,
            FreezeOverrides freezes,
            RolloutNode node) {
        this.transactions = transactions;
        this.store = store;
        this.audit = audit;
        this.ends = ends;
        this.freezes = freezes;
        this.node = node;
    }

    /**
     * Why.
     *
     * @param reason one line; may be left out
     */
    record Order(@Nullable String reason) {}

    /** A change of a row. */
    private interface Change {
        RolloutRow to(Connection connection, RolloutRow row, Instant now) throws SQLException;
    }

    /** The line, or {@code none} for nothing; refuses what is no line. */
    static String line(@Nullable String text, int longest, String pointer, String none) {
        String line = text == null || text.isBlank() ? none : text.strip();
        if (line.length() > longest || line.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST, pointer, "This is one line of at most " + longest + " characters.");
        }
        return line;
    }

    RolloutRow get(UUID id) {
        return transactions.call(connection -> store.named(connection, id));
    }

    List<RolloutRow> list(@Nullable String ruleset, @Nullable Long change, int most) {
        return transactions.call(connection -> store.list(connection, ruleset, change, most));
    }

    /** Which place a queued one has, counted from 1; 0 when it does not wait. */
    long place(RolloutRow row) {
        return row.state() != RolloutState.QUEUED
                ? 0
                : transactions.call(connection -> store.queued(connection).stream()
                                .filter(each -> each.ruleset().equals(row.ruleset()))
                                .takeWhile(each -> !each.id().equals(row.id()))
                                .count())
                        + 1;
    }

    RolloutRow advance(Caller caller, UUID id, Order order) {
        String reason = reason(order, "Advanced by hand.");
        return change(id, GOES_ON, (connection, row, now) -> {
            Optional<String> closed = freezes.closed(connection, row, now);
            if (closed.isPresent()) {
                throw new ProblemException(
                        ProblemType.FROZEN,
                        closed.get() + " Exposure may grow again "
                                + row.plan()
                                        .windows()
                                        .nextOpening(now)
                                        .map(each -> "at " + each + ".")
                                        .orElse("at no time that is known.")
                                + " Two people can override the freeze.");
            }
            RolloutRow exposed = row.course().isShadow() ? row.started(now) : row;
            Stepping.Step step = Stepping.advance(exposed, Map.of());
            store.update(connection, step.row());
            AuditAction action = step.action() == null ? AuditAction.ROLLOUT_ADVANCED : step.action();
            audit.record(caller.name(), action, row, step.row(), Map.of("byHand", reason));
            return step.row();
        });
    }

    RolloutRow pause(Caller caller, UUID id, Order order) {
        String reason = reason(order, "Paused by hand.");
        return change(id, GOES_ON, (connection, row, now) -> {
            RolloutRow after = row.on(row.course().as(RolloutState.PAUSED, reason));
            store.update(connection, after);
            audit.record(caller.name(), AuditAction.ROLLOUT_PAUSED, row, after, Map.of());
            return after;
        });
    }

    RolloutRow resume(Caller caller, UUID id, Order order) {
        String reason = reason(order, "Resumed by hand.");
        return change(id, Set.of(RolloutState.PAUSED), (connection, row, now) -> {
            RolloutRow after =
                    row.on(row.course().as(row.course().going(), null).until(now, Duration.ZERO));
            store.update(connection, after);
            audit.record(caller.name(), AuditAction.ROLLOUT_RESUMED, row, after, Map.of("byHand", reason));
            return after;
        });
    }

    RolloutRow rollBack(Caller caller, UUID id, Order order) {
        String reason = reason(order, "Rolled back by hand.");
        Set<RolloutState> from = Set.of(
                RolloutState.QUEUED,
                RolloutState.SHADOWING,
                RolloutState.RUNNING,
                RolloutState.PAUSED,
                RolloutState.HELD);
        return change(id, from, (connection, row, now) -> {
            RolloutRow after = Stepping.rolledBack(row, reason, now);
            store.update(connection, after);
            ends.rolledBack(connection, caller.name(), row, after, Map.of());
            return after;
        });
    }

    private static String reason(Order order, String none) {
        return line(order.reason(), LONGEST_REASON, "/reason", none);
    }

    private RolloutRow change(UUID id, Set<RolloutState> from, Change change) {
        RolloutRow after = transactions.call(connection -> {
            RolloutRow row = store.locked(connection, id);
            if (!from.contains(row.state())) {
                throw new ProblemException(
                        ProblemType.ROLLOUT_STATE,
                        "The rollout is " + row.state() + "; this can be done while it is "
                                + String.join(
                                        " or ",
                                        from.stream().map(Enum::name).sorted().toList()) + ".",
                        Map.of("state", row.state().name()));
            }
            return change.to(connection, row, Transactions.now(connection));
        });
        node.poke();
        return after;
    }

    /** The key that draws who is in; each look is recorded. */
    String key(Caller caller, UUID id) {
        return transactions.call(connection -> {
            RolloutRow row = store.named(connection, id);
            audit.record(
                    caller.name(),
                    AuditAction.ROLLOUT_KEY_SEEN,
                    row,
                    row,
                    Map.of("keyId", row.draws().key().id()));
            return row.draws().key().hex();
        });
    }

    /** The stage that runs. */
    static RolloutStage stage(RolloutRow row) {
        return row.plan().stages().get(row.course().stage());
    }
}

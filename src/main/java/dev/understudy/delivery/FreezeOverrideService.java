package dev.understudy.delivery;

import dev.understudy.audit.AuditAction;
import dev.understudy.database.Transactions;
import dev.understudy.identity.AccountService;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Has rollouts go on in a freeze, on the word of two people who steer rollouts, took no part in the change, and give a
 * reason. It holds for one rollout, until that freeze ends. Thread-safe.
 */
@Singleton
class FreezeOverrideService {
    private static final int LONGEST_REASON = 500;

    private final Transactions transactions;
    private final RolloutStore store;
    private final FreezeOverrides overrides;
    private final RolloutAudit audit;
    private final Voters voters;
    private final RolloutNode node;

    /** Whose word counts. */
    @Singleton
    record Voters(ChangePeople people, AccountService accounts) {}

    FreezeOverrideService(
            Transactions transactions,
            RolloutStore store,
            FreezeOverrides overrides,
            RolloutAudit audit,
            Voters voters,
            RolloutNode node) {
        this.transactions = transactions;
        this.store = store;
        this.overrides = overrides;
        this.audit = audit;
        this.voters = voters;
        this.node = node;
    }

    /**
     * Takes the word of one person: the first asks, the second confirms.
     *
     * @throws ProblemException {@code OWN_CHANGE}, {@code NOT_FROZEN}, {@code ROLLOUT_STATE}; {@code
     *     SECOND_PERSON_NEEDED} when it was this person who asked
     */
    FreezeOverride.View override(Caller caller, UUID id, Steering.Order order) {
        String reason = Steering.line(order.reason(), LONGEST_REASON, "/reason", "");
        if (reason.isEmpty()) {
            throw ProblemException.at(ProblemType.INVALID_REQUEST, "/reason", "An override gives its reason.");
        }
        requireForeign(caller, id);
        FreezeOverride.View taken = transactions.call(connection -> {
            RolloutRow row = store.locked(connection, id);
            Instant now = Transactions.now(connection);
            requireFrozen(row, now);
            FreezeOverride.Word word = new FreezeOverride.Word(caller.name(), reason, now);
            return said(connection, row, word).view(now);
        });
        node.poke();
        return taken;
    }

    private void requireForeign(Caller caller, UUID id) {
        Long request = transactions
                .call(connection -> store.named(connection, id))
                .change()
                .request();
        SortedSet<String> contributors =
                request == null ? new TreeSet<>() : voters.people().contributors(request);
        if (contributors.contains(caller.name())) {
            throw new ProblemException(
                    ProblemType.OWN_CHANGE,
                    "'" + caller.name() + "' took part in this change, so others have to say whether it goes on in a"
                            + " freeze.",
                    Map.of("contributors", contributors));
        }
    }

    private static void requireFrozen(RolloutRow row, Instant now) {
        if (!row.state().isUnderWay()) {
            throw new ProblemException(
                    ProblemType.ROLLOUT_STATE,
                    "The rollout is " + row.state() + ", so there is nothing to override.",
                    Map.of("state", row.state().name()));
        }
        if (row.plan().windows().closedAt(now).isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOT_FROZEN, "Exposure may grow now, so there is nothing to override.");
        }
    }

    private FreezeOverride said(Connection connection, RolloutRow row, FreezeOverride.Word word) throws SQLException {
        Optional<FreezeOverride> last =
                overrides.of(connection, row.id()).stream().findFirst();
        return switch (last.map(each -> each.at(word.at())).orElse(FreezeOverride.State.LAPSED)) {
            case CONFIRMED -> last.orElseThrow();
            case REQUESTED -> second(connection, row, last.orElseThrow(), word);
            case LAPSED -> first(connection, row, word);
        };
    }

    private FreezeOverride first(Connection connection, RolloutRow row, FreezeOverride.Word word) throws SQLException {
        FreezeOverride asked = new FreezeOverride(UUID.randomUUID(), row.id(), word, null, null);
        overrides.insert(connection, asked);
        audit.record(
                word.by(),
                AuditAction.FREEZE_OVERRIDE_REQUESTED,
                row,
                row,
                Map.of("freeze", row.plan().windows().closedAt(word.at()).orElse(""), "override", word.reason()));
        return asked;
    }

    private FreezeOverride second(Connection connection, RolloutRow row, FreezeOverride asked, FreezeOverride.Word word)
            throws SQLException {
        String first = asked.first().by();
        if (first.equals(word.by())) {
            throw new ProblemException(
                    ProblemType.SECOND_PERSON_NEEDED,
                    "'" + first + "' asked for this override already; another person has to say so too, until "
                            + asked.first().at().plus(FreezeOverride.PATIENCE) + ".",
                    Map.of("requestedBy", first));
        }
        if (voters.accounts()
                .current(first)
                .filter(who -> who.may(Right.STEER_ROLLOUTS))
                .isEmpty()) {
            return first(connection, row, word);
        }
        FreezeOverride confirmed = asked.confirmed(
                word, row.plan().windows().nextOpening(word.at()).orElse(null));
        overrides.confirm(connection, confirmed);
        Instant until = confirmed.until();
        audit.record(
                word.by(),
                AuditAction.FREEZE_OVERRIDDEN,
                row,
                row,
                Map.of(
                        "requestedBy", first,
                        "override", asked.first().reason(),
                        "confirmedBy", word.by(),
                        "confirmedReason", word.reason(),
                        "until", until == null ? "the end of the rollout" : until.toString()));
        return confirmed;
    }

    /** The newest first. */
    List<FreezeOverride.View> list(UUID id) {
        return transactions.call(connection -> {
            Instant now = Transactions.now(connection);
            return overrides.of(connection, store.named(connection, id).id()).stream()
                    .map(each -> each.view(now))
                    .toList();
        });
    }
}

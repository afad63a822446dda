package dev.understudy.shadow;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.database.Transactions;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.rollout.bucket.RolloutKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Has branches decide in the shadow, for those who may select them. Blocking; thread-safe. */
@Singleton
class ShadowService {
    private static final int MOST_AT_ONCE = 20;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Candidates candidates;
    private final Transactions database;
    private final ShadowStore store;
    private final ShadowParts parts;

    /** What else there is to do when one begins or ends. */
    @Singleton
    record ShadowParts(ShadowEnds ends, ShadowNode node, AuditLog audit, ShadowConfig config) {}

    ShadowService(Candidates candidates, Transactions database, ShadowStore store, ShadowParts parts) {
        this.candidates = candidates;
        this.database = database;
        this.store = store;
        this.parts = parts;
    }

    /** One with what was counted and found. */
    record Look(ShadowRow row, ShadowFigures figures, ReplayReport report) {}

    /** Has the settings checked before anybody asks. */
    void check(@Observes StartupEvent event) {
        int most = parts.config().most();
        if (most < 1 || most > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "understudy.shadow.most is " + most + "; it has to be a number from 1 to " + MOST_AT_ONCE + ".");
        }
        Duration longest = parts.config().longest();
        if (!longest.isPositive() || longest.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("understudy.shadow.longest is " + longest
                    + "; it has to be a duration such as 6h, more than 0 and at most 24h.");
        }
    }

    /**
     * Begins one, of the branch's present commit. Waits while that is compiled.
     *
     * @throws ProblemException what {@link Candidates#find} throws; {@code INVALID_REQUEST} with a pointer, {@code
     *     TOO_MANY_REQUESTS} when as many run as may
     */
    Look start(Caller caller, String ruleset, ShadowRequest request) {
        Duration lasts = request.lasts(parts.config().longest());
        ShadowRow.Bounds bounds = new ShadowRow.Bounds(request.declared(), request.enough(), null);
        var share = request.share();
        Candidates.Pair pair = candidates.find(ruleset, request.checkedBranch());
        ShadowRow.Draws draws = new ShadowRow.Draws(pair.unitKind(), RolloutKey.random(), share);
        UUID id = database.call(connection -> {
            bound(connection, ruleset);
            Instant now = Transactions.now(connection);
            ShadowRow row = new ShadowRow(
                    UUID.randomUUID(),
                    ruleset,
                    pair.sides(),
                    draws,
                    new ShadowRow.Bounds(bounds.declared(), bounds.decisions(), now.plus(lasts)),
                    new ShadowRow.Course(true, false, null, caller.name(), now, null));
            store.insert(connection, row);
            var _ = parts.audit()
                    .append(new AuditEvent(
                            caller.name(),
                            AuditAction.SHADOW_STARTED,
                            row.subject(),
                            ruleset,
                            Map.of(),
                            ShadowView.subject(row)));
            return row.id();
        });
        parts.node().look();
        return get(ruleset, id);
    }

    private void bound(Connection connection, String ruleset) throws SQLException {
        store.inTurn(connection, ruleset);
        List<String> running = store.running(connection).stream()
                .filter(each -> each.ruleset().equals(ruleset) && !each.course().ofRollout())
                .map(each -> each.id().toString())
                .toList();
        if (running.size() >= parts.config().most()) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    running.size() + " shadows of '" + ruleset
                            + "' run already, which is the most; end one of them, or wait until one has ended.",
                    Map.of("shadows", running));
        }
    }

    /** @throws ProblemException {@code UNKNOWN_SHADOW} */
    Look get(String ruleset, UUID id) {
        return database.call(connection -> new Look(
                store.named(connection, ruleset, id),
                store.figures(connection, id),
                Found.read(store.reports(connection, id))));
    }

    /** The newest first, without what was found. */
    List<Look> list(String ruleset, int most) {
        ReplayReport none = Found.read(List.of());
        return database.call(connection -> {
            List<Look> looks = new ArrayList<>();
            for (ShadowRow each : store.list(connection, ruleset, most)) {
                looks.add(new Look(each, store.figures(connection, each.id()), none));
            }
            return looks;
        });
    }

    /**
     * Ends one by hand; one that has ended stays as it is.
     *
     * @throws ProblemException {@code UNKNOWN_SHADOW}; {@code ROLLOUT_STATE} for a rollout's
     */
    Look end(Caller caller, String ruleset, UUID id) {
        database.call(connection -> {
            ShadowRow row = store.named(connection, ruleset, id);
            if (row.course().running() && row.course().ofRollout()) {
                throw new ProblemException(
                        ProblemType.ROLLOUT_STATE,
                        "This shadow comes before the first stage of the rollout " + id
                                + " and ends with that: advance the rollout, or roll it back.");
            }
            parts.ends().end(connection, caller.name(), row, "Ended by " + caller.name() + ".");
            return row;
        });
        parts.node().look();
        return get(ruleset, id);
    }
}

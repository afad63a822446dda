package dev.understudy.shadow;

import dev.understudy.audit.AuditAction;
import dev.understudy.audit.AuditEvent;
import dev.understudy.audit.AuditLog;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.decision.ApartDecisions;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Has branches decide in the shadow, for those who may select them. Blocking; thread-safe. */
@Singleton
class ShadowService {
    private static final int MOST_AT_ONCE = 20;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final ApartDecisions decisions;
    private final RulesetCatalog catalog;
    private final Database database;
    private final ShadowStore store;
    private final ShadowParts parts;

    /** What else there is to do when one begins or ends. */
    @Singleton
    record ShadowParts(ShadowEnds ends, ShadowNode node, AuditLog audit, ShadowConfig config) {}

    ShadowService(
            ApartDecisions decisions, RulesetCatalog catalog, Database database, ShadowStore store, ShadowParts parts) {
        this.decisions = decisions;
        this.catalog = catalog;
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
     * @throws ProblemException {@code UNKNOWN_RULESET}, {@code UNKNOWN_BRANCH}, {@code BROKEN_RULESET}, {@code
     *     QUARANTINED}, {@code INVALID_REQUEST} with a pointer, {@code TOO_MANY_REQUESTS} when as many run as may
     */
    Look start(Caller caller, String ruleset, ShadowRequest request) {
        ShadowRow.Bounds bounds = new ShadowRow.Bounds(request.declared(), request.enough(), null);
        Duration lasts = request.lasts(parts.config().longest());
        var share = request.share();
        Entry live = live(ruleset);
        String branch = request.checkedBranch();
        if (branch.equals(BranchName.MAIN.value())) {
            throw ShadowRequest.fault(
                    "/branch", "'main' is what decides for everybody; name the branch that is to decide beside it.");
        }
        String unitKind = unitKind(ruleset, live);
        ApartDecisions.Rules candidate = decisions.rules(ruleset, branch);
        if (candidate.ruleset().tree().equals(live.slot().key().tree())) {
            throw ShadowRequest.fault(
                    "/branch",
                    "'" + candidate.branch() + "' has the very rules of '" + ruleset
                            + "' that main has, so that nothing could differ.");
        }
        ShadowRow.Sides sides = new ShadowRow.Sides(
                candidate.branch(),
                new CommitId(candidate.commit()),
                candidate.ruleset().tree(),
                live.commit(),
                live.slot().key().tree());
        ShadowRow.Draws draws = new ShadowRow.Draws(unitKind, RolloutKey.random(), share);
        ShadowRow row = database.call(connection -> {
            store.inTurn(connection, ruleset);
            List<ShadowRow> running = store.running(connection).stream()
                    .filter(each ->
                            each.ruleset().equals(ruleset) && !each.course().ofRollout())
                    .toList();
            bound(ruleset, running);
            Instant now = Database.now(connection);
            ShadowRow fresh = new ShadowRow(
                    UUID.randomUUID(),
                    ruleset,
                    sides,
                    draws,
                    new ShadowRow.Bounds(bounds.declared(), bounds.decisions(), now.plus(lasts)),
                    new ShadowRow.Course(true, false, null, caller.name(), now, null));
            store.insert(connection, fresh);
            var _ = parts.audit()
                    .append(new AuditEvent(
                            caller.name(),
                            AuditAction.SHADOW_STARTED,
                            fresh.subject(),
                            ruleset,
                            Map.of(),
                            ShadowView.subject(fresh)));
            return fresh;
        });
        parts.node().look();
        return get(ruleset, row.id());
    }

    private void bound(String ruleset, List<ShadowRow> running) {
        int most = parts.config().most();
        if (running.size() >= most) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    running.size() + " shadows of '" + ruleset
                            + "' run already, which is the most; end one of them, or wait until one has ended.",
                    Map.of(
                            "shadows",
                            running.stream().map(each -> each.id().toString()).toList()));
        }
    }

    private Entry live(String ruleset) {
        BranchView main = catalog.snapshot().main();
        if (main == null) {
            throw new ProblemException(ProblemType.NOT_READY, "Nothing is live yet; try again in a moment.");
        }
        Entry entry = main.ruleset(ruleset);
        if (entry == null) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_RULESET,
                    "There is no ruleset of that name on main, so that nothing could be compared.");
        }
        return entry;
    }

    private static String unitKind(String ruleset, Entry live) {
        CompiledRuleset rules = live.slot().ruleset();
        if (rules == null) {
            throw new ProblemException(
                    ProblemType.COMPILING, "'" + ruleset + "' is still being compiled; try again in a moment.");
        }
        return rules.manifest()
                .routingKey()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "'" + ruleset + "' has no routingKey in ruleset.yaml on main, so that nobody can be drawn."
                                + " Add one first."));
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
            List<Look> looks = new java.util.ArrayList<>();
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

package dev.understudy.decision;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.CatalogProbe;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.decisionlog.LogProbe;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Role;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.rollout.LiveRollouts;
import dev.understudy.rollout.shadow.LiveShadows;
import dev.understudy.routing.SelectedBy;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A catalog with rules that do as they are told, watched by a guard whose time stands still until it is moved. */
final class BudgetBed {
    static final RulesetName ACME = new RulesetName("acme");

    final RulesetCatalog catalog = CatalogProbe.empty(256);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final BudgetGuard guard;
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    BudgetBed() {
        this(5, Duration.ofSeconds(60));
    }

    BudgetBed(int stops, Duration window) {
        QuarantineConfig config = new QuarantineConfig() {
            @Override
            public int stops() {
                return stops;
            }

            @Override
            public Duration window() {
                return window;
            }
        };
        Instant start = Instant.parse("2026-03-01T08:00:00Z");
        guard = new BudgetGuard(
                catalog, new BudgetMeters(registry, catalog), config, new BudgetGuard.Clocks(() -> start, nanos::get));
        push("main", 1);
    }

    void wait(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Moves a branch to a commit whose rules are the tree of that number. */
    void push(String branch, int tree) {
        BranchName name = new BranchName(branch);
        CommitId commit = new CommitId("c".repeat(39) + tree);
        Entry entry = new Entry(commit, slot(tree), Optional.empty());
        catalog.change(branches -> {
            branches.put(name, new BranchView(name, commit, Map.of(ACME, entry)));
            return branches;
        });
    }

    BuildSlot slot(int tree) {
        TreeId id = new TreeId("a".repeat(39) + tree);
        BuildSlot slot = catalog.slot(new BuildSlot.Key(ACME, id));
        if (slot.result() == null) {
            slot.finished(new BuildResult.Built(id, new ScriptedRuleset(id), List.of()));
        }
        return slot;
    }

    Resolved rules(String branch) {
        BranchView view = catalog.snapshot().find(new BranchName(branch)).orElseThrow();
        Entry entry = view.rulesets().values().iterator().next();
        Selection selection = new Selection(view, null, SelectedBy.HEADER, false);
        return new Resolved(
                ACME,
                selection,
                entry.commit(),
                entry.slot(),
                new ScriptedRuleset(entry.slot().key().tree()));
    }

    /** What a call on a branch is answered; null for a decision. */
    @Nullable
    ProblemException call(String branch, String facts) {
        byte[] body = facts.getBytes(StandardCharsets.UTF_8);
        try {
            new DecisionSeries(
                            rules(branch),
                            Caller.of("app", Set.of(Role.APP), Set.of()),
                            new DecisionParts(guard, LogProbe.keepingNothing(), new LiveRollouts(), new LiveShadows()))
                    .decide(body, 0, body.length, false, 0, new Utf8Sink());
            return null;
        } catch (ProblemException problem) {
            return problem;
        }
    }

    /** The kind of problem that a call on a branch is answered with; null for a decision. */
    @Nullable
    ProblemType type(String branch, String facts) {
        ProblemException problem = call(branch, facts);
        return problem == null ? null : problem.type();
    }

    /** The draft is stopped so often. */
    void stop(String branch, int times) {
        for (int i = 0; i < times; i++) {
            if (type(branch, "stop") != ProblemType.BUDGET_EXCEEDED) {
                throw new AssertionError("It is quarantined already.");
            }
        }
    }

    double metric(String name) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().equals(name))
                .flatMap(meter ->
                        java.util.stream.StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(measurement -> measurement.getValue())
                .sum();
    }
}

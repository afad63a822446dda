package dev.understudy.review;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.delivery.Rollouts;
import dev.understudy.gitrepo.RulesRepository;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.manifest.PlanReader;
import dev.understudy.manifest.PlanResult;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.OutcomeChange;
import dev.understudy.ruleset.RolloutPlan;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds out whether a candidate takes over by stages, and by which. Thread-safe. */
@Singleton
class Staging {
    private final RulesRepository repository;
    private final RulesetCatalog catalog;
    private final Rollouts rollouts;
    private final BlastRadii radii;

    Staging(RulesRepository repository, RulesetCatalog catalog, Rollouts rollouts, BlastRadii radii) {
        this.repository = repository;
        this.catalog = catalog;
        this.rollouts = rollouts;
        this.radii = radii;
    }

    /** A rollout that is to be queued. */
    record Staged(Rollouts.Prepared prepared, TreeId candidateTree) {}

    /**
     * Its stages; empty for at once.
     *
     * @throws ProblemException {@code FORBIDDEN} for a plan of one's own without the right to steer rollouts,
     *     {@code INVALID_REQUEST} when it can't be read, {@code MERGE_BLOCKED} when the change can't be staged,
     *     {@code FROZEN} for at once in a freeze
     */
    Optional<Staged> of(Caller caller, CommitId base, CommitId candidate, MergeOrder order) {
        @Nullable RolloutPlan given = plan(caller, order);
        Map<RulesetName, TreeId> before = repository.rulesets(base);
        SortedMap<RulesetName, TreeId> changed = changed(before, repository.rulesets(candidate));
        boolean staged = given != null || changed.keySet().stream().anyMatch(name -> isStaged(name, changed));
        if (Boolean.TRUE.equals(order.atOnce())) {
            if (staged) {
                caller.require(Right.STEER_ROLLOUTS);
            }
            changed.keySet().forEach(name -> requireThawed(name, changed));
            return Optional.empty();
        }
        if (!staged) {
            return Optional.empty();
        }
        if (changed.size() != 1) {
            throw new ProblemException(
                    ProblemType.MERGE_BLOCKED,
                    changed.isEmpty()
                            ? "The change has no rules that could take over by stages; merge it without a plan."
                            : "The change has rules of " + changed.keySet() + ", and a rollout is of one ruleset. Split"
                                    + " it, or have an operator merge it at once.");
        }
        RulesetName name = changed.firstKey();
        Optional<Rollouts.Prepared> prepared = rollouts.prepare(name.value(), given, own(name, changed));
        if (prepared.isPresent() && !prepared.get().baselineTree().equals(before.get(name))) {
            throw new ProblemException(
                    ProblemType.MERGE_BLOCKED,
                    "What is live of '" + name + "' are other rules than those of main, so that there is no baseline."
                            + " Wait until git says what was reverted, or mend main.");
        }
        return prepared.map(each -> new Staged(each, Objects.requireNonNull(changed.get(name))));
    }

    /** Queues it, in the transaction that begins the merge. */
    void queue(Staged staged, ChangeRequest request, ChangeRequest.Merge merge) {
        Rollouts.Prepared prepared = radii.read(request.wording().blastRadius())
                .map(each -> declaring(staged.prepared(), each))
                .orElse(staged.prepared());
        var _ = rollouts.queue(
                prepared,
                new Rollouts.Change(
                        staged.prepared().ruleset(),
                        request.number(),
                        request.head(),
                        merge.onto(),
                        merge.candidate(),
                        staged.candidateTree(),
                        merge.by()));
    }

    private static Rollouts.Prepared declaring(Rollouts.Prepared prepared, BlastRadius radius) {
        Double most = radius.maxPercent();
        List<BlastRadius.Transition> transitions = radius.transitions() == null ? List.of() : radius.transitions();
        return (most == null ? prepared : prepared.declaring(share(most)))
                .allowing(transitions.stream()
                        .map(each -> new OutcomeChange(
                                Objects.requireNonNull(each.from()).strip(),
                                Objects.requireNonNull(each.to()).strip()))
                        .toList());
    }

    private static Exposure share(double percent) {
        return new Exposure((int) Math.round(percent * 1e4));
    }

    /** Has the rollout begin now, behind that transaction. */
    void look() {
        rollouts.look();
    }

    private static @Nullable RolloutPlan plan(Caller caller, MergeOrder order) {
        JsonNode plan = order.plan();
        if (plan == null || plan.isNull()) {
            return null;
        }
        if (Boolean.TRUE.equals(order.atOnce())) {
            throw Input.fault("/atOnce", "At once has no plan; send one of the two.");
        }
        caller.require(Right.STEER_ROLLOUTS);
        return switch (PlanReader.read(plan, "/plan")) {
            case PlanResult.Read read -> read.plan();
            case PlanResult.Faulty faulty ->
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The plan can't be followed. "
                                + faulty.faults().getFirst().message(),
                        Map.of("pointer", faulty.faults().getFirst().pointer(), "faults", faulty.faults()));
        };
    }

    /** What is new has nobody to take over from, and what goes has nobody to take over. */
    private static SortedMap<RulesetName, TreeId> changed(
            Map<RulesetName, TreeId> before, Map<RulesetName, TreeId> after) {
        SortedMap<RulesetName, TreeId> changed = new TreeMap<>(after);
        changed.keySet().retainAll(before.keySet());
        changed.entrySet().removeIf(each -> each.getValue().equals(before.get(each.getKey())));
        return changed;
    }

    private boolean isStaged(RulesetName name, Map<RulesetName, TreeId> changed) {
        return rollouts.isStaged(name.value(), own(name, changed));
    }

    /** At once is past the stages, and not past a freeze: that takes two people. */
    private void requireThawed(RulesetName name, Map<RulesetName, TreeId> changed) {
        Optional<String> frozen = rollouts.frozen(name.value(), own(name, changed));
        if (frozen.isPresent()) {
            throw new ProblemException(
                    ProblemType.FROZEN,
                    "'" + name + "' can't be merged at once now. Merge it by stages, and have two people override the"
                            + " freeze for its rollout. " + frozen.get());
        }
    }

    private RolloutPlan own(RulesetName name, Map<RulesetName, TreeId> changed) {
        TreeId tree = changed.get(name);
        CompiledRuleset rules = tree == null
                ? null
                : catalog.slot(new BuildSlot.Key(name, tree)).ruleset();
        return rules == null ? RolloutPlan.AT_ONCE : rules.manifest().rollout();
    }
}

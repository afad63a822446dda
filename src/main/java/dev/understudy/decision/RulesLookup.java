package dev.understudy.decision;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.OnDemand;
import dev.understudy.context.JourneyContext;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.Behind;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Nearest;
import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds the rules of a request; at once when they are in memory, later when they have to be compiled. Thread-safe. */
@Singleton
class RulesLookup {
    private static final long PATIENCE_SECONDS = 30;

    private final OnDemand onDemand;
    private final Behind behind;

    RulesLookup(OnDemand onDemand, Behind behind) {
        this.onDemand = onDemand;
        this.behind = behind;
    }

    /**
     * The rules, when they are in memory; null when they are not, and {@link #later} has to be asked.
     *
     * @throws ProblemException {@code UNKNOWN_RULESET}, {@code BROKEN_RULESET}
     */
    @Nullable
    Resolved now(String ruleset, Selection selection) {
        if (selection.commit() != null) {
            name(ruleset, selection);
            return null;
        }
        Entry entry = entry(ruleset, selection);
        CompiledRuleset rules = entry.slot().ruleset();
        if (rules != null) {
            return new Resolved(entry.slot().key().ruleset(), selection, entry.commit(), entry.slot(), rules);
        }
        if (entry.slot().result() instanceof BuildResult.Rejected rejected) {
            throw broken(entry.slot(), selection, rejected);
        }
        return null;
    }

    /**
     * The rules, after they were compiled; fails with the same problems, or with {@code COMPILING}.
     *
     * @param admission is asked first: compiling costs more than most decisions
     */
    CompletionStage<Resolved> later(String ruleset, Selection selection, Admission admission) {
        CommitId commit = selection.commit();
        if (commit == null) {
            Entry entry = entry(ruleset, selection);
            admission.admit(entry.slot(), selection);
            return built(entry.slot(), entry.commit(), selection);
        }
        RulesetName name = name(ruleset, selection);
        return onDemand.at(selection.view().head(), commit, name).thenCompose(found -> {
            BuildSlot slot = found.orElseThrow(() -> unknownCommit(name, commit, selection));
            admission.admit(slot, selection);
            return built(slot, commit, selection);
        });
    }

    private CompletionStage<Resolved> built(BuildSlot slot, CommitId commit, Selection selection) {
        CompletableFuture<BuildResult> result =
                onDemand.build(slot).toCompletableFuture().copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return result.handle((outcome, failure) -> switch (outcome) {
            case BuildResult.Built built ->
                new Resolved(slot.key().ruleset(), selection, commit, slot, built.ruleset());
            case BuildResult.Rejected rejected -> throw broken(slot, selection, rejected);
            case null -> throw compiling(slot, failure);
        });
    }

    /** The ruleset on the branch, compiled or not. */
    static Entry entry(String ruleset, Selection selection) {
        Entry entry = selection.view().ruleset(ruleset);
        if (entry == null) {
            throw unknownRuleset(ruleset, selection);
        }
        return entry;
    }

    private static RulesetName name(String ruleset, Selection selection) {
        if (!RulesetName.isValid(ruleset)) {
            throw unknownRuleset(ruleset, selection);
        }
        return new RulesetName(ruleset);
    }

    private static ProblemException unknownRuleset(String written, Selection selection) {
        List<String> names = selection.view().rulesets().keySet().stream()
                .map(RulesetName::value)
                .toList();
        String shown = RulesetName.isValid(written) ? "'" + written + "'" : "of that name";
        return new ProblemException(
                ProblemType.UNKNOWN_RULESET,
                "There is no ruleset " + shown + " on the branch '"
                        + selection.view().branch() + "'" + Nearest.hint(written, names),
                Map.of("branch", selection.view().branch().value()));
    }

    private ProblemException unknownCommit(RulesetName name, CommitId commit, Selection selection) {
        JourneyContext context = selection.context();
        if (context != null && behind.isBehind(context)) {
            return behind.problem(context);
        }
        return new ProblemException(
                ProblemType.UNKNOWN_COMMIT,
                "The commit " + commit + " is not in the past of the branch '"
                        + selection.view().branch() + "', or has no ruleset '" + name + "'.",
                Map.of("commit", commit.value()));
    }

    private static ProblemException broken(BuildSlot slot, Selection selection, BuildResult.Rejected rejected) {
        return new ProblemException(
                ProblemType.BROKEN_RULESET,
                "'" + slot.key().ruleset() + "' does not compile on '"
                        + selection.view().branch() + "': "
                        + rejected.diagnostics().getFirst().text(),
                Map.of(
                        "branch", selection.view().branch().value(),
                        "diagnostics", rejected.diagnostics()));
    }

    private static ProblemException compiling(BuildSlot slot, @Nullable Throwable failure) {
        String why = failure instanceof TimeoutException ? " after " + PATIENCE_SECONDS + " s" : "";
        return new ProblemException(
                ProblemType.COMPILING,
                "'" + slot.key().ruleset() + "' is still being compiled" + why + "; try again in a moment.");
    }
}

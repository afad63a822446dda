package dev.understudy.decision;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Decisions that answer nobody and are kept nowhere, as replays make them; they give way to production as drafts do. */
@Singleton
public class ApartDecisions {
    private final BranchSelector selector;
    private final DecisionService decisions;
    private final DraftWorkers workers;

    /**
     * What came of one.
     *
     * @param branch whose rules decided
     * @param commit the commit of these rules
     * @param decision what they decided
     */
    public record Result(String branch, String commit, Decision decision) {}

    /**
     * Rules to decide many by. Whoever holds them decides past everything that is counted, guarded or kept of decisions.
     *
     * @param branch whose rules they are
     * @param commit the commit of these rules
     * @param ruleset what decides
     */
    public record Rules(String branch, String commit, CompiledRuleset ruleset) {}

    ApartDecisions(BranchSelector selector, DecisionService decisions, DraftWorkers workers) {
        this.selector = selector;
        this.decisions = decisions;
        this.workers = workers;
    }

    /**
     * Decides. Waits for it, also while rules are compiled; never called on an event loop.
     *
     * @param ruleset its name
     * @param branch {@code feature/x} or {@code feature/x@<commit>}
     * @param body as a caller would send it
     * @throws ProblemException {@code UNDECIDABLE} when the facts don't fit there, and whatever a decision can be
     *     answered with
     */
    public Result decide(String ruleset, String branch, byte[] body) {
        Selection selection = selector.named(branch);
        Resolved rules = decisions.forBatch(ruleset, selection);
        try {
            Decision decision = CompletableFuture.supplyAsync(() -> decide(rules, body), workers)
                    .join();
            return new Result(selection.view().branch().value(), rules.commit().value(), decision);
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : e;
        }
    }

    /**
     * The rules of a branch. Waits while they are compiled; never called on an event loop.
     *
     * @param ruleset its name
     * @param branch {@code feature/x} or {@code feature/x@<commit>}
     * @throws ProblemException whatever a batch of decisions can be refused with
     */
    public Rules rules(String ruleset, String branch) {
        Selection selection = selector.named(branch);
        Resolved rules = decisions.forBatch(ruleset, selection);
        return new Rules(selection.view().branch().value(), rules.commit().value(), rules.ruleset());
    }

    private static Decision decide(Resolved rules, byte[] body) {
        Facts facts;
        try {
            facts = rules.ruleset().read(body, 0, body.length);
        } catch (ProblemException other) {
            throw new ProblemException(
                    ProblemType.UNDECIDABLE,
                    "Its facts don't fit the types of '" + rules.name() + "' on '"
                            + rules.selection().view().branch() + "': " + other.detail(),
                    other.extensions());
        }
        return rules.ruleset().decide(facts, false);
    }
}

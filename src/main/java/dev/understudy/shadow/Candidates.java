package dev.understudy.shadow;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.decision.ApartDecisions;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import jakarta.inject.Singleton;

/** Finds what is to decide in the shadow, and of what. Blocking; thread-safe. */
@Singleton
class Candidates {
    private final ApartDecisions decisions;
    private final RulesetCatalog catalog;

    Candidates(ApartDecisions decisions, RulesetCatalog catalog) {
        this.decisions = decisions;
        this.catalog = catalog;
    }

    /** Both sides, and the routing key of the one that is live. */
    record Pair(ShadowRow.Sides sides, String unitKind) {}

    /**
     * The present commit of a branch beside what is live. Waits while that is compiled.
     *
     * @param branch {@code feature/x} or {@code feature/x@<commit>}
     * @throws ProblemException {@code UNKNOWN_RULESET}, {@code UNKNOWN_BRANCH}, {@code BROKEN_RULESET}, {@code
     *     QUARANTINED}, {@code INVALID_REQUEST} when nothing could differ or nobody can be drawn
     */
    Pair find(String ruleset, String branch) {
        Entry live = live(ruleset);
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
        return new Pair(
                new ShadowRow.Sides(
                        candidate.branch(),
                        new CommitId(candidate.commit()),
                        candidate.ruleset().tree(),
                        live.commit(),
                        live.slot().key().tree()),
                unitKind);
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
}

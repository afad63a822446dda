package dev.understudy.review;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.gitrepo.MergeOutcome;
import dev.understudy.gitrepo.Merges;
import dev.understudy.manifest.ReviewRulesResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Says how change requests stand. Reads git and accounts; thread-safe, and called outside of transactions. */
@Singleton
class Assessments {
    private final Merges merges;
    private final RulesOfReview rules;
    private final ReviewNeeds needs;
    private final Voting voting;
    private final RulesetCatalog catalog;

    Assessments(Merges merges, RulesOfReview rules, ReviewNeeds needs, Voting voting, RulesetCatalog catalog) {
        this.merges = merges;
        this.rules = rules;
        this.needs = needs;
        this.voting = voting;
        this.catalog = catalog;
    }

    /** Looks at an open request as it was when it was read, with the head and the base that it had then. */
    Assessment of(ChangeRequest request, List<Review> reviews) {
        CommitId base = request.baseHead();
        SortedSet<String> contributors = voting.contributors(request);
        Votes votes = voting.votes(request, reviews, contributors);
        Evidence evidence = needs.evidence(request);
        MergeOutcome merge = merges.merge(base, request.head());
        List<Missing> missing = new ArrayList<>();
        merge(merge, missing);
        built(request, missing);
        if (!votes.objecting().isEmpty()) {
            missing.add(Missing.of(
                    Missing.Code.CHANGES_REQUESTED,
                    String.join(", ", votes.objecting().keySet()) + " asked for changes, and has to approve now."));
        }
        if (!votes.again().isEmpty()) {
            missing.add(Missing.note(
                    Missing.Code.LOOKED_AT_AGAIN,
                    "What the change does is looked at again, since the branch or main has moved; until then the approval"
                            + " of " + String.join(", ", votes.again()) + " does not count."));
        }
        switch (rules.at(base)) {
            case ReviewRulesResult.Read read -> missing.addAll(needs.missing(request, read.rules(), votes, evidence));
            case ReviewRulesResult.Faulty faulty ->
                missing.add(Missing.of(
                        Missing.Code.RULES_BROKEN,
                        "The rules of review on main can't be read; an admin has to push main with better ones.",
                        faulty.diagnostics()));
        }
        rewritten(request, missing);
        return new Assessment(base, votes, contributors, missing, merge, evidence);
    }

    private static void merge(MergeOutcome merge, List<Missing> missing) {
        switch (merge) {
            case MergeOutcome.Nothing nothing ->
                missing.add(
                        Missing.of(Missing.Code.NO_DIFFERENCE, "The branch brings nothing that main has not already."));
            case MergeOutcome.Conflict conflict ->
                missing.add(Missing.of(
                        Missing.Code.CONFLICT,
                        "The branch and main contradict each other in "
                                + conflict.files().size()
                                + (conflict.files().size() == 1 ? " file" : " files")
                                + "; merge main into the branch with git, and push."));
            case MergeOutcome.Clean clean -> {}
        }
    }

    /** What is known of the branch's builds; what was not built yet is built at the merge. */
    private void built(ChangeRequest request, List<Missing> missing) {
        Optional<BranchView> view = catalog.snapshot().find(request.branch());
        if (view.isEmpty() || !view.get().head().equals(request.head())) {
            return;
        }
        view.get().rulesets().forEach((name, entry) -> {
            List<Diagnostic> faults = entry.slot().diagnostics().stream()
                    .filter(each -> each.severity() != Diagnostic.Severity.WARNING)
                    .toList();
            boolean sameAsMain = !request.rulesets().contains(name.value());
            if (!faults.isEmpty() && !sameAsMain) {
                boolean failing = faults.getFirst().severity() == Diagnostic.Severity.FAILURE;
                missing.add(new Missing(
                        Missing.Code.BROKEN,
                        failing ? name + " has scenarios that fail." : name + " does not compile.",
                        true,
                        name.value(),
                        faults));
            }
        });
    }

    private static void rewritten(ChangeRequest request, List<Missing> missing) {
        request.rewrittenAt()
                .ifPresent(at -> missing.add(Missing.note(
                        Missing.Code.REWRITTEN,
                        "The branch was rewritten by force at " + at + "; commits named before that may be gone.")));
    }
}

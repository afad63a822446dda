package dev.understudy.review;

import dev.understudy.gitrepo.BranchUpdate;
import dev.understudy.gitrepo.PushGate;
import dev.understudy.gitrepo.PushVerdict;
import dev.understudy.identity.Caller;
import dev.understudy.manifest.ReviewRulesReader;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps rules of review that can't be read out of main; elsewhere it tells what is wrong with them. */
@Singleton
class ReviewRulesGate implements PushGate {
    private final RulesOfReview rules;

    ReviewRulesGate(RulesOfReview rules) {
        this.rules = rules;
    }

    @Override
    public PushVerdict check(List<BranchUpdate> updates, Caller caller, Consumer<String> terminal) {
        Map<BranchName, String> refusals = new HashMap<>();
        for (BranchUpdate update : updates) {
            Optional<CommitId> commit = update.to();
            List<Diagnostic> faults = commit.map(rules::faults).orElse(List.of());
            faults.forEach(fault -> terminal.accept(fault.text()));
            if (!faults.isEmpty() && update.branch().isMain()) {
                refusals.put(update.branch(), "main stays as it is: " + ReviewRulesReader.PATH + " can't be read.");
            }
        }
        return new PushVerdict(refusals);
    }
}

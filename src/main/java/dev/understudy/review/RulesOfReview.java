package dev.understudy.review;

import dev.understudy.gitrepo.History;
import dev.understudy.gitrepo.RepositoryFault;
import dev.understudy.manifest.ReviewRules;
import dev.understudy.manifest.ReviewRulesReader;
import dev.understudy.manifest.ReviewRulesResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import jakarta.inject.Singleton;
import java.util.List;

/** The rules of review of a commit. They are always those of main: a branch can't excuse itself. Thread-safe. */
@Singleton
class RulesOfReview {
    private static final int MOST_BYTES = 1 << 20;

    private final History history;
    private final ReviewRulesReader reader = new ReviewRulesReader();

    RulesOfReview(History history) {
        this.history = history;
    }

    /** What the commit's file says; without a file the usual ones. */
    ReviewRulesResult at(CommitId commit) {
        try {
            return history.file(commit, ReviewRulesReader.PATH, MOST_BYTES)
                    .map(reader::read)
                    .orElse(new ReviewRulesResult.Read(ReviewRules.USUAL));
        } catch (RepositoryFault fault) {
            return new ReviewRulesResult.Faulty(fault.diagnostics());
        }
    }

    /** What is wrong with the commit's file; empty when nothing is. */
    List<Diagnostic> faults(CommitId commit) {
        return switch (at(commit)) {
            case ReviewRulesResult.Read read -> List.of();
            case ReviewRulesResult.Faulty faulty -> faulty.diagnostics();
        };
    }
}

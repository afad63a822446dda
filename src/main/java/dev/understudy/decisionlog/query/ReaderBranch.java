package dev.understudy.decisionlog.query;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.RepositoryAge;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.Selection;
import dev.understudy.routing.VertxRequestView;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.Nearest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As which branch somebody reads the log: the one that would decide for this caller. Thread-safe. */
@Singleton
class ReaderBranch {
    private final BranchSelector selector;
    private final RulesetCatalog catalog;
    private final RepositoryAge age;

    ReaderBranch(BranchSelector selector, RulesetCatalog catalog, RepositoryAge age) {
        this.selector = selector;
        this.catalog = catalog;
        this.age = age;
    }

    /**
     * The lineage of the branch that the session, or a header, selects; null when production's is read. Says in the
     * answer's headers what it chose.
     *
     * @throws ProblemException when an explicit choice can't be followed
     */
    @Nullable
    Lineage selected(HttpServerRequest http, Caller caller) {
        Snapshot snapshot = catalog.snapshot();
        if (snapshot.main() == null) {
            // What was decided can be read before anything is live.
            return null;
        }
        VertxRequestView request = new VertxRequestView(http);
        Selection selection = selector.select(request, caller);
        request.answer(selection, selection.view().head().value(), age.seconds());
        if (selection.commit() != null) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The log is read as a whole branch sees it; name the commit as the parameter 'commit' instead.");
        }
        return isDraft(selection) ? Lineage.of(selection.view(), snapshot.main()) : null;
    }

    /**
     * The lineage of a branch by its name.
     *
     * @throws ProblemException {@code UNKNOWN_BRANCH}, {@code NOT_READY}
     */
    Lineage named(String branch) {
        Snapshot snapshot = catalog.snapshot();
        BranchView view = snapshot.branch(branch);
        if (view == null) {
            if (snapshot.size() == 0) {
                throw new ProblemException(ProblemType.NOT_READY, "The rules repository is still being read.");
            }
            throw new ProblemException(
                    ProblemType.UNKNOWN_BRANCH,
                    "There is no branch '" + branch + "'" + Nearest.hint(branch, snapshot.names()),
                    Map.of("branch", branch));
        }
        return Lineage.of(view, snapshot.main());
    }

    /** What production has. */
    Lineage production() {
        return named(BranchName.MAIN.value());
    }

    /** A rollout chooses who is decided by a candidate, not who reads what. */
    private static boolean isDraft(Selection selection) {
        return switch (selection.selectedBy()) {
            case CONTEXT, SHARE_LINK, HEADER, SESSION, PREVIEW_COOKIE ->
                !selection.view().branch().isMain();
            case COHORT, ROLLOUT, DEFAULT -> false;
        };
    }
}

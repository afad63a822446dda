package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.Nearest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Rules-Branch: feature/x}, or {@code feature/x@<commit>}. Explicit, so never ignored. */
final class HeaderSource implements SelectionSource {
    @Override
    public @Nullable Selection select(RequestView request, Caller caller, Snapshot snapshot) {
        String value = request.header(RulesHeaders.BRANCH);
        if (value == null) {
            return null;
        }
        caller.require(Right.SELECT_BRANCH);
        return named(value.strip(), snapshot);
    }

    /** The branch that a text names, {@code feature/x} or {@code feature/x@<commit>}. */
    static Selection named(String written, Snapshot snapshot) {
        BranchView view = snapshot.branch(written);
        if (view != null) {
            return new Selection(view, null, SelectedBy.HEADER, false);
        }
        NamedBranch named = NamedBranch.of(written);
        BranchView found = snapshot.find(named.branch()).orElseThrow(() -> unknown(named.branch(), snapshot));
        return new Selection(found, named.commit(), SelectedBy.HEADER, false);
    }

    static ProblemException unknown(BranchName branch, Snapshot snapshot) {
        return new ProblemException(
                ProblemType.UNKNOWN_BRANCH,
                "There is no branch '" + branch + "'" + Nearest.hint(branch.value(), snapshot.names()),
                Map.of("branch", branch.value()));
    }
}

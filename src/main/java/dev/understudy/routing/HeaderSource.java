package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Snapshot;
import dev.understudy.context.ContextMeters;
import dev.understudy.context.Insiders;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.isolation.Misdirected;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.Nearest;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Rules-Branch: feature/x}, or {@code feature/x@<commit>}. Explicit, so never ignored. */
@Singleton
final class HeaderSource implements SelectionSource {
    private final Insiders insiders;
    private final ContextMeters meters;

    HeaderSource(Insiders insiders, ContextMeters meters) {
        this.insiders = insiders;
        this.meters = meters;
    }

    @Override
    public @Nullable Selection select(RequestView request, Caller caller, Snapshot snapshot) {
        String value = request.header(RulesHeaders.BRANCH);
        if (value == null) {
            return null;
        }
        if (!caller.may(Right.SELECT_BRANCH) && namesTheOnlyOne(value.strip(), snapshot)) {
            // Meshes route by this header: to say again what decides here anyway is no choice.
            return null;
        }
        try {
            caller.require(Right.SELECT_BRANCH);
        } catch (ProblemException lacking) {
            throw insiders.isInside(caller) ? lost(lacking) : lacking;
        }
        return named(value.strip(), snapshot);
    }

    /** An insider that may choose no branch has most likely been handed one, and lost what goes with it. */
    private ProblemException lost(ProblemException lacking) {
        meters.lost();
        return new ProblemException(
                lacking.type(),
                lacking.detail() + " The request has no context of a journey either: hand the baggage on together with"
                        + " Rules-Branch.",
                lacking.extensions());
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

    private static boolean namesTheOnlyOne(String written, Snapshot snapshot) {
        BranchName only = snapshot.only();
        return only != null && (written.equals(only.value()) || written.equals(HeaderText.of(only)));
    }

    /** A branch that is not there, or not served here. */
    static ProblemException unknown(BranchName branch, Snapshot snapshot) {
        BranchName only = snapshot.only();
        if (only != null) {
            return only.equals(branch) ? Misdirected.notThere(only) : Misdirected.branch(branch, only);
        }
        return new ProblemException(
                ProblemType.UNKNOWN_BRANCH,
                "There is no branch '" + branch + "'" + Nearest.hint(branch.value(), snapshot.names()),
                Map.of("branch", branch.value()));
    }
}

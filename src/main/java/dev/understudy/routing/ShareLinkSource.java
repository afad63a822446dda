package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code Rules-Preview: uss_…}. Explicit, so never ignored; it needs no right, since whoever made the link had it. */
final class ShareLinkSource implements SelectionSource {
    private final Previews previews;

    ShareLinkSource(Previews previews) {
        this.previews = previews;
    }

    @Override
    public @Nullable Selection select(RequestView request, Caller caller, Snapshot snapshot) {
        String token = request.header(RulesHeaders.PREVIEW);
        if (token == null) {
            return null;
        }
        Previews.Chosen chosen = previews.byLink(token, request, caller);
        String header = request.header(RulesHeaders.BRANCH);
        if (header != null) {
            agree(header.strip(), chosen);
        }
        BranchView view = snapshot.branch(chosen.branch().value());
        if (view == null && snapshot.only() != null) {
            throw HeaderSource.unknown(chosen.branch(), snapshot);
        }
        if (view == null) {
            throw new ProblemException(
                    ProblemType.SHARE_LINK_ENDED, "The branch of this share link was deleted a moment ago.");
        }
        chosen.use().begin();
        return new Selection(view, chosen.commit(), SelectedBy.SHARE_LINK, null, chosen.use(), null);
    }

    /** Looks nothing up: who has a link alone gets to know no names of branches. */
    private static void agree(String header, Previews.Chosen chosen) {
        NamedBranch named = NamedBranch.of(header);
        CommitId commit = chosen.commit();
        if (named.branch().equals(chosen.branch())
                && (commit == null ? named.commit() == null : commit.equals(named.commit()))) {
            return;
        }
        String link = text(chosen.branch(), commit);
        String asked = text(named.branch(), named.commit());
        throw new ProblemException(
                ProblemType.CONFLICTING_BRANCHES,
                "The share link chooses '" + link + "', and " + RulesHeaders.BRANCH + " chooses '" + asked
                        + "'. Send one of them, or the same in both.",
                Map.of("shareLink", link, "header", asked));
    }

    private static String text(BranchName branch, @Nullable CommitId commit) {
        return commit == null ? branch.value() : branch.value() + "@" + commit.value();
    }
}

package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that a share link leaves behind. As with the session flag, an application hands on the cookie of the person
 * it works for. Ambient: when its branch is gone, or its link has ended, {@code main} decides.
 */
final class PreviewCookieSource implements SelectionSource {
    private final Previews previews;

    PreviewCookieSource(Previews previews) {
        this.previews = previews;
    }

    @Override
    public @Nullable Selection select(RequestView request, Caller caller, Snapshot snapshot) {
        String cookie = request.cookie(RulesHeaders.PREVIEW_COOKIE);
        return cookie == null
                ? null
                : switch (previews.byCookie(cookie, request, caller)) {
                    case Previews.Chosen chosen -> chosen(chosen, snapshot);
                    case Previews.Nothing nothing -> Selection.dropped(snapshot, nothing.why());
                    case null -> null;
                };
    }

    private static @Nullable Selection chosen(Previews.Chosen chosen, Snapshot snapshot) {
        BranchView view = snapshot.branch(chosen.branch().value());
        if (view == null && snapshot.only() != null) {
            throw HeaderSource.unknown(chosen.branch(), snapshot);
        }
        if (view == null) {
            return Selection.dropped(snapshot, Dropped.PREVIEW_BRANCH_GONE);
        }
        chosen.use().begin();
        return new Selection(view, chosen.commit(), SelectedBy.PREVIEW_COOKIE, null, chosen.use(), null);
    }
}

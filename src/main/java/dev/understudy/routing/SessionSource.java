package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import dev.understudy.identity.SessionFlag;
import dev.understudy.identity.SignedCookie;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The session flag. An application hands on the cookie of the person it works for, so it counts whoever presents it:
 * our signature is the proof that somebody who may select branches chose this one. Ambient: when its branch is gone,
 * {@code main} decides.
 */
final class SessionSource implements SelectionSource {
    private final SignedCookie cookies;
    private final InstantSource clock;

    SessionSource(SignedCookie cookies, InstantSource clock) {
        this.cookies = cookies;
        this.clock = clock;
    }

    @Override
    public @Nullable Selection select(RequestView request, Caller caller, Snapshot snapshot) {
        String cookie = request.cookie(RulesHeaders.SESSION_COOKIE);
        if (cookie == null) {
            return null;
        }
        Optional<SessionFlag> flag = cookies.decode(cookie, clock.instant());
        if (flag.isEmpty()) {
            return null;
        }
        BranchView view = snapshot.branch(flag.get().branch().value());
        if (view != null) {
            return new Selection(view, null, SelectedBy.SESSION, false);
        }
        if (snapshot.only() != null) {
            throw HeaderSource.unknown(flag.get().branch(), snapshot);
        }
        return Selection.dropped(snapshot, Dropped.SESSION_BRANCH_GONE);
    }
}

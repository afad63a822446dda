package dev.understudy.routing;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request as Vert.x has it.
 *
 * @param request the request
 */
public record VertxRequestView(HttpServerRequest request) implements RequestView {
    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        // Parsing cookies costs; most callers have none.
        if (request.getHeader("Cookie") == null) {
            return null;
        }
        Cookie cookie = request.getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** Writes into the answer, good or bad, which rules it speaks of. */
    public void answer(Selection selection, String commit, long ageSeconds) {
        HttpServerResponse response = request.response();
        response.putHeader(RulesHeaders.BRANCH, HeaderText.of(selection.view().branch()));
        response.putHeader(RulesHeaders.COMMIT, commit);
        response.putHeader(RulesHeaders.SELECTED_BY, selection.selectedBy().name());
        response.putHeader(RulesHeaders.AGE, Long.toString(ageSeconds));
        if (selection.branchGone()) {
            response.putHeader(RulesHeaders.WARNING, "branch-gone");
            response.putHeader("Set-Cookie", SessionCookie.cleared());
        }
    }
}

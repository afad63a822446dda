package dev.understudy.routing;

import dev.understudy.ruleset.CommitId;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as Vert.x has it.
 *
 * @param request the request
 */
public record VertxRequestView(HttpServerRequest request) implements RequestView {
    // Names that are not checked and hashed anew in each answer.
    private static final CharSequence BRANCH = HttpHeaders.createOptimized(RulesHeaders.BRANCH);
    private static final CharSequence COMMIT = HttpHeaders.createOptimized(RulesHeaders.COMMIT);
    private static final CharSequence SELECTED_BY = HttpHeaders.createOptimized(RulesHeaders.SELECTED_BY);
    private static final CharSequence AGE = HttpHeaders.createOptimized(RulesHeaders.AGE);

    @Override
    public @Nullable String header(String name) {
        return request.getHeader(name);
    }

    @Override
    public List<String> headers(String name) {
        return request.headers().getAll(name);
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
        response.putHeader(BRANCH, HeaderText.of(selection.view().branch()));
        response.putHeader(COMMIT, commit);
        response.putHeader(SELECTED_BY, selection.selectedBy().name());
        response.putHeader(AGE, Long.toString(ageSeconds));
        if (selection.branchGone()) {
            response.putHeader(RulesHeaders.WARNING, "branch-gone");
            response.putHeader("Set-Cookie", SessionCookie.cleared());
        }
    }

    /** Writes into the answer what the caller is to hand on. */
    void handOver(String context) {
        request.response().putHeader(RulesHeaders.CONTEXT, context);
    }

    /** Corrects the commit, once it is known which one's rules decide. */
    public void commit(CommitId commit) {
        request.response().putHeader(COMMIT, commit.value());
    }
}

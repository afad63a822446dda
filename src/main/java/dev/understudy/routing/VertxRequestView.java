package dev.understudy.routing;

import dev.understudy.ruleset.CommitId;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
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
    private static final CharSequence PREVIEW = HttpHeaders.createOptimized(RulesHeaders.PREVIEW);
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

    /** Most requests have neither: it costs two look-ups by names whose hashes are known. */
    @Override
    public boolean isPreviewed() {
        if (request.headers().contains(PREVIEW)) {
            return true;
        }
        String cookies = request.headers().get(HttpHeaders.COOKIE);
        return cookies != null && cookies.contains(RulesHeaders.PREVIEW_COOKIE + "=");
    }

    @Override
    public String method() {
        return request.method().name();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public String address() {
        SocketAddress address = request.remoteAddress();
        return address == null || address.hostAddress() == null ? "" : address.hostAddress();
    }

    /** Writes into the answer, good or bad, which rules it speaks of. */
    public void answer(Selection selection, String commit, long ageSeconds) {
        HttpServerResponse response = request.response();
        response.putHeader(BRANCH, HeaderText.of(selection.view().branch()));
        response.putHeader(COMMIT, commit);
        response.putHeader(SELECTED_BY, selection.selectedBy().name());
        response.putHeader(AGE, Long.toString(ageSeconds));
        Dropped dropped = selection.dropped();
        if (dropped != null) {
            response.putHeader(RulesHeaders.WARNING, dropped.warning());
            String cookie = dropped.setCookie();
            if (cookie != null) {
                response.putHeader("Set-Cookie", cookie);
            }
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

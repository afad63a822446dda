package dev.understudy.problem;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large a request's body may be, by path: the setting of Quarkus is one for all paths, and has to let the largest
 * of them through. A body that says how long it is is refused before it is read; one that does not is refused by
 * {@link UnannouncedBodyLimit} as soon as it has grown too long.
 */
@Singleton
public final class BodyLimits {
    /** A push has a limit of its own, 50 MB, and is read to its end so that git shows the sentence that refuses it. */
    private static final long GIT = (1L << 30) + (64L << 20);

    private static final long BATCH = 16L << 30;
    private static final long OTHER = 2L << 20;
    private static final Pattern BATCH_PATH = Pattern.compile("/api/v1/rulesets/[^/]+/decisions/batch");

    private static final int BEFORE_ANYTHING_ELSE = 1_000;
    private static final int AFTER_THE_LIMIT_OF_QUARKUS = 1;
    private static final long SLACK = 64 << 10;

    /** The largest body in bytes that is taken on a path. */
    static long limit(String path) {
        if (path.startsWith("/git/")) {
            return GIT;
        }
        return path.endsWith("/batch") && BATCH_PATH.matcher(path).matches() ? BATCH : OTHER;
    }

    /** What a caller is told whose body is too large. */
    static ProblemException problem(long limit) {
        return new ProblemException(
                ProblemType.BODY_TOO_LARGE,
                "The body has more than " + (limit >> 20) + " MiB, which is the most that is taken here.");
    }

    void register(@Observes Filters filters) {
        filters.register(BodyLimits::refuseAnnounced, BEFORE_ANYTHING_ELSE);
        filters.register(BodyLimits::boundUnannounced, AFTER_THE_LIMIT_OF_QUARKUS);
    }

    private static void refuseAnnounced(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader("Content-Length");
        long limit = limit(context.normalizedPath());
        if (length == null || !exceeds(length, limit)) {
            context.next();
            return;
        }
        ProblemException problem = problem(limit);
        context.response()
                .setStatusCode(problem.type().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Connection", "close");
        context.response()
                .end("{\"type\":\"" + problem.type().uri() + "\",\"title\":\""
                        + problem.type().title() + "\",\"status\":"
                        + problem.type().status() + ",\"detail\":\""
                        + problem.detail() + "\"}")
                .onComplete(_ -> request.connection().close());
    }

    /** Whoever reads the body past the JAX-RS layer is stopped too, though without a problem document. */
    private static void boundUnannounced(RoutingContext context) {
        if (context.request().getHeader("Content-Length") == null) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limit(context.normalizedPath()) + SLACK);
        }
        context.next();
    }

    private static boolean exceeds(@Nullable String length, long limit) {
        try {
            return length != null && Long.parseLong(length) > limit;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}

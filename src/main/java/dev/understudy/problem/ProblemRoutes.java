package dev.understudy.problem;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers with a problem document where no REST resource is involved: failed routes, and paths that nobody serves. */
@Singleton
public final class ProblemRoutes {
    /** Before REST's and Quarkus's own failure handlers, which answer with an empty body. */
    private static final int BEFORE_ALL_OTHERS = -100_000;

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).failureHandler(ProblemRoutes::fail);
        router.route("/api/*").last().handler(context -> send(context, Problems.ofStatus(404)));
    }

    /** Ends the response with a problem document; does nothing when one is under way already. */
    public static void send(RoutingContext context, ProblemDocument problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten() || response.closed()) {
            return;
        }
        HttpServerRequest request = context.request();
        if (!request.isEnded()) {
            // A body that nobody reads any more would keep the connection stuck.
            request.resume();
        }
        response.setStatusCode(problem.status());
        response.putHeader("Content-Type", ProblemDocument.MEDIA_TYPE);
        ProblemHeaders.write(problem, response::putHeader);
        response.end(Buffer.buffer(problem.toJson()));
    }

    private static void fail(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // Half an answer can't be taken back; a reset tells the client that it is incomplete.
            response.reset();
            return;
        }
        Throwable failure = context.failure();
        int status = context.statusCode();
        if (failure == null || (status >= 400 && status < 500)) {
            send(context, Problems.ofStatus(status > 0 ? status : 500));
        } else {
            HttpServerRequest request = context.request();
            send(context, Problems.of(failure, request.method() + " " + request.path()));
        }
    }
}

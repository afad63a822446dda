package dev.understudy.problem;

import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Fails in every way; only tests have it. */
@Path("/api/v1/test-only/faulty")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class FaultyResource {
    /**
     * A body.
     *
     * @param size how it fails
     */
    record Body(int size) {}

    @POST
    @Needs(Right.DECIDE)
    public Body post(Body body) {
        if (body.size() < 0) {
            throw new IllegalStateException("a secret");
        }
        if (body.size() == 429) {
            throw new ProblemException(ProblemType.TOO_MANY_REQUESTS, "Come back.");
        }
        return body;
    }

    void route(@Observes Router router) {
        router.get("/api/v1/test-only/route").handler(context -> {
            switch (context.request().getParam("fail", "")) {
                case "problem" -> context.fail(new ProblemException(ProblemType.NOT_FOUND, "No such thing."));
                case "bug" -> throw new IllegalStateException("a secret");
                default -> context.fail(413);
            }
        });
    }
}

package dev.understudy.delivery;

import dev.understudy.http.Bodies;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What callers say of decisions. */
@Path("/api/v1/decisions/{id}/feedback")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Decisions")
@Blocking
class FeedbackResource {
    private final FeedbackService service;
    private final SecurityIdentity identity;

    FeedbackResource(FeedbackService service, SecurityIdentity identity) {
        this.service = service;
        this.identity = identity;
    }

    @POST
    @Needs(
            value = Right.DECIDE,
            further = @Needs.Further(right = Right.STEER_ROLLOUTS, when = "another account asked for the decision"),
            asksForRuleset = true)
    @Operation(
            summary = "Say whether a decision was good or bad",
            description = "{\"verdict\": \"bad\", \"reason\": \"The customer was paid twice.\"}. For the account that"
                    + " asked for the decision, and for operators. Said twice, it counts once; said otherwise, it is a"
                    + " 409. 404 for some moments after the decision, until the log has it.")
    @RequestBody(content = @Content(schema = @Schema(implementation = FeedbackService.Order.class)))
    @APIResponse(responseCode = "201", description = "It was noted")
    @APIResponse(responseCode = "200", description = "It was known")
    public Response give(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        boolean isNew =
                service.take(CurrentCaller.of(identity), id, Bodies.read(body, FeedbackService.Order.class, null));
        return Response.status(isNew ? 201 : 200).build();
    }
}

package dev.understudy.delivery;

import dev.understudy.http.Bodies;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Going on in a freeze. */
@Path("/api/v1/rollouts/{id}/override")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Rollouts")
@Blocking
class FreezeOverrideResource {
    private static final Steering.Order NO_REASON = new Steering.Order(null);

    private final FreezeOverrideService service;
    private final SecurityIdentity identity;

    FreezeOverrideResource(FreezeOverrideService service, SecurityIdentity identity) {
        this.service = service;
        this.identity = identity;
    }

    @POST
    @Needs(Right.STEER_ROLLOUTS)
    @Operation(
            summary = "Have it go on in the freeze that there is, on the word of two people",
            description = "{\"reason\": \"…\"}. Whoever steers rollouts and took no part in the change asks for it;"
                    + " another such person calls the same within an hour, and confirms. It holds for this rollout until"
                    + " that freeze ends. Both and their reasons are in the audit log.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Steering.Order.class)))
    public FreezeOverride.View override(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        return service.override(caller(), RolloutId.of(id), Bodies.read(body, Steering.Order.class, NO_REASON));
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "Overrides of freezes for a rollout, newest first")
    public List<FreezeOverride.View> list(@PathParam("id") String id) {
        return service.list(RolloutId.of(id));
    }

    private Caller caller() {
        return CurrentCaller.of(identity);
    }
}

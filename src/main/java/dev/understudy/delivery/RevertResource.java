package dev.understudy.delivery;

import dev.understudy.http.Bodies;
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

/** The way back. */
@Path("/api/v1/rulesets/{ruleset}/revert")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Rollouts")
@Blocking
class RevertResource {
    private final RevertService service;
    private final SecurityIdentity identity;

    RevertResource(RevertService service, SecurityIdentity identity) {
        this.service = service;
        this.identity = identity;
    }

    @POST
    @Needs(Right.STEER_ROLLOUTS)
    @Operation(
            summary = "Back to the rules that were live before, at once",
            description = "{\"expectedCommit\": \"<what is live>\", \"reason\": \"…\"}, both may be left out. Needs no"
                    + " git: they decide here when this returns, and on every node within a second. git's main says the"
                    + " same as soon as it can be written; until then 'git' is PENDING. Called again, it goes back"
                    + " further, never forward.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RevertService.Order.class)), required = false)
    public Reversion.View revert(@PathParam("ruleset") String ruleset, byte @Nullable [] body) throws IOException {
        return service.revert(
                        CurrentCaller.of(identity),
                        ruleset,
                        Bodies.read(body, RevertService.Order.class, new RevertService.Order(null, null)))
                .view();
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "Reverts of a ruleset, newest first, and how far git is with each")
    public List<Reversion.View> list(@PathParam("ruleset") String ruleset) {
        return service.list(ruleset);
    }
}

package dev.understudy.delivery;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.http.Bodies;
import dev.understudy.http.Parameters;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Candidates that take over by stages. */
@Path("/api/v1/rollouts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Rollouts")
@Blocking
class RolloutResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;
    private static final Steering.Order NO_REASON = new Steering.Order(null);

    private final Steering steering;
    private final Promotion promotion;
    private final RolloutStart start;
    private final SecurityIdentity identity;

    RolloutResource(Steering steering, Promotion promotion, RolloutStart start, SecurityIdentity identity) {
        this.steering = steering;
        this.promotion = promotion;
        this.start = start;
        this.identity = identity;
    }

    private Caller caller() {
        return CurrentCaller.of(identity);
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "Rollouts, newest first")
    @APIResponse(
            responseCode = "200",
            description = "{\"rollouts\": […]}",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] list(
            @QueryParam("ruleset") @Nullable String ruleset,
            @QueryParam("changeRequest") @Nullable String change,
            @QueryParam("limit") @Nullable String limit) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        Long number = change == null ? null : Long.valueOf(Parameters.number("changeRequest", change, Long.MAX_VALUE));
        int most = limit == null ? USUAL_LIMIT : (int) Parameters.number("limit", limit, MOST);
        steering.list(ruleset, number, most).forEach(row -> rows.add(RolloutView.of(row, steering.place(row), null)));
        return bytes(JsonNodeFactory.instance.objectNode().set("rollouts", rows));
    }

    @POST
    @Needs(
            value = Right.MERGE,
            further = @Needs.Further(right = Right.STEER_ROLLOUTS, when = "the plan is one of its own"))
    @Operation(
            summary = "Start one: merge an approved change request by stages",
            description =
                    "{\"changeRequest\": 17, \"expectedHead\": \"<40 hex>\", \"plan\": {\"stages\": [{\"percent\":"
                            + " 5, \"soak\": \"10m\"}]}}. Without a plan, that of ruleset.yaml. A plan of one's own takes the"
                            + " right to steer rollouts. While another rollout of the ruleset runs, it waits in a queue.")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public Response start(byte @Nullable [] body) throws IOException {
        UUID id = start.start(caller(), Bodies.read(body, RolloutStart.Order.class, null));
        return Response.created(URI.create("/api/v1/rollouts/" + id))
                .entity(shown(steering.get(id)))
                .build();
    }

    @GET
    @Needs(Right.READ)
    @Path("/{id}")
    @Operation(summary = "One rollout: how far it is, and what its guardrails have seen")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] get(@PathParam("id") String id) {
        return shown(steering.get(RolloutId.of(id)));
    }

    @POST
    @Needs(Right.STEER_ROLLOUTS)
    @Path("/{id}/advance")
    @Operation(
            summary = "On to the next stage, or behind the last one to main, at once",
            description = "409 while a freeze window is open, and unless the rollout is running or held.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Steering.Order.class)), required = false)
    public byte[] advance(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        return shown(steering.advance(caller(), RolloutId.of(id), order(body)));
    }

    @POST
    @Needs(Right.STEER_ROLLOUTS)
    @Path("/{id}/pause")
    @Operation(summary = "Keep it where it is", description = "Those who are in stay in; guardrails go on to watch.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Steering.Order.class)), required = false)
    public byte[] pause(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        return shown(steering.pause(caller(), RolloutId.of(id), order(body)));
    }

    @POST
    @Needs(Right.STEER_ROLLOUTS)
    @Path("/{id}/resume")
    @Operation(summary = "Let it go on")
    @RequestBody(content = @Content(schema = @Schema(implementation = Steering.Order.class)), required = false)
    public byte[] resume(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        return shown(steering.resume(caller(), RolloutId.of(id), order(body)));
    }

    @POST
    @Needs(Right.STEER_ROLLOUTS)
    @Path("/{id}/rollback")
    @Operation(
            summary = "Take it back",
            description = "The candidate decides for nobody any more, and the change request is its author's again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Steering.Order.class)), required = false)
    public byte[] rollback(@PathParam("id") String id, byte @Nullable [] body) throws IOException {
        return shown(steering.rollBack(caller(), RolloutId.of(id), order(body)));
    }

    @GET
    @Needs(Right.SEE_SENSITIVE)
    @Path("/{id}/key")
    @Operation(
            summary = "The key that draws who is in, for auditors",
            description = "With it 'understudy audit assignment' works out again who was on which side. Each look is"
                    + " in the audit log.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] key(@PathParam("id") String id) {
        UUID rollout = RolloutId.of(id);
        String key = steering.key(caller(), rollout);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return bytes(json.put("rollout", rollout.toString()).put("key", key));
    }

    private static Steering.Order order(byte @Nullable [] body) throws IOException {
        return Bodies.read(body, Steering.Order.class, NO_REASON);
    }

    private byte[] shown(RolloutRow row) {
        return bytes(RolloutView.of(row, steering.place(row), promotion.inGit(row)));
    }

    private static byte[] bytes(com.fasterxml.jackson.databind.JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}

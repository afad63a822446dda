package dev.understudy.shadow;

import dev.understudy.http.Parameters;
import dev.understudy.http.StateStreams;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Branches that decide on live facts, and nobody is told. */
@Path("/api/v1/rulesets/{ruleset}/shadows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Shadows")
@Blocking
class ShadowResource {
    private static final int MOST_LISTED = 50;

    private final ShadowService shadows;
    private final StateStreams streams;
    private final SecurityIdentity identity;

    ShadowResource(ShadowService shadows, StateStreams streams, SecurityIdentity identity) {
        this.shadows = shadows;
        this.streams = streams;
        this.identity = identity;
    }

    @POST
    @Needs({Right.READ_DECISIONS, Right.SELECT_BRANCH})
    @Operation(
            summary = "Have a branch decide beside main, on live facts, and tell nobody but you",
            description = "{\"branch\": \"feature/x\", \"percent\": 10, \"duration\": \"1h\", \"decisions\": 5000,"
                    + " \"blastRadius\": {\"maxPercent\": 5}}; only branch has to be there. It is the branch's present"
                    + " commit that decides, also when the branch moves on. It ends by itself: after the duration, after"
                    + " so many decisions, when more change than was declared (E of 100), or when main's rules change.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "201",
            description = "It runs; the header Location says where to look",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "default",
            description = "A problem (RFC 9457); its member 'pointer' names the place in the body",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = SchemaType.OBJECT)))
    public Response start(@PathParam("ruleset") String ruleset, byte @Nullable [] body) throws IOException {
        Caller caller = CurrentCaller.of(identity);
        ShadowService.Look look = shadows.start(caller, ruleset, ShadowRequest.read(body));
        return Response.created(URI.create(
                        "/api/v1/rulesets/" + ruleset + "/shadows/" + look.row().id()))
                .entity(ShadowView.bytes(ShadowView.whole(look)))
                .build();
    }

    @GET
    @Needs(Right.READ_DECISIONS)
    @Operation(
            summary = "Shadows of a ruleset, the newest 50, without what was found",
            description = "Those before the first stages of rollouts are among them.")
    @APIResponse(
            responseCode = "200",
            description = "{\"shadows\": […]}",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] list(@PathParam("ruleset") String ruleset) {
        return ShadowView.bytes(ShadowView.list(shadows.list(ruleset, MOST_LISTED)));
    }

    @GET
    @Needs(Right.READ_DECISIONS)
    @Path("/{id}")
    @Operation(
            summary = "One shadow: what was counted, and what differs, by kind of outcome and by rule",
            description = "'different' has the share with bounds that hold however often one looks. Examples are ids of"
                    + " decisions: GET /api/v1/decisions/{id} shows them, as far as you may see them.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] get(@PathParam("ruleset") String ruleset, @PathParam("id") String id) {
        return ShadowView.bytes(ShadowView.whole(shadows.get(ruleset, uuid(id))));
    }

    @GET
    @Needs(Right.READ_DECISIONS)
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "The same as server-sent events",
            description = "The present state at once, then one 'progress' each second, and 'end' when it has ended.")
    public Multi<OutboundSseEvent> events(
            @PathParam("ruleset") String ruleset, @PathParam("id") String id, @Context Sse sse) {
        UUID named = uuid(id);
        return streams.of("shadow", () -> ShadowView.state(shadows.get(ruleset, named)), sse);
    }

    @DELETE
    @Needs({Right.READ_DECISIONS, Right.SELECT_BRANCH})
    @Path("/{id}")
    @Operation(
            summary = "End a shadow",
            description = "What was found is kept. One that has ended stays as it is; that of a rollout ends with its"
                    + " rollout's first stage (409 'rollout-state').")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] end(@PathParam("ruleset") String ruleset, @PathParam("id") String id) {
        Caller caller = CurrentCaller.of(identity);
        return ShadowView.bytes(ShadowView.whole(shadows.end(caller, ruleset, uuid(id))));
    }

    private static UUID uuid(String id) {
        return Parameters.uuid(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_SHADOW, "There is no shadow of that id; ids are UUIDs."));
    }
}

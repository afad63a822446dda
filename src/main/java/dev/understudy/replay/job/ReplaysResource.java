package dev.understudy.replay.job;

import dev.understudy.decisionlog.query.Unmasking;
import dev.understudy.http.Parameters;
import dev.understudy.http.StateStreams;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Decides many recorded decisions again. */
@Path("/api/v1/replays")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Replays")
@Blocking
class ReplaysResource {
    private static final int USUAL_LIMIT = 20;
    private static final int MOST_LISTED = 100;

    private final ReplayJobs jobs;
    private final StateStreams streams;
    private final Unmasking unmasking;
    private final CurrentVertxRequest current;

    ReplaysResource(ReplayJobs jobs, StateStreams streams, Unmasking unmasking, CurrentVertxRequest current) {
        this.jobs = jobs;
        this.streams = streams;
        this.unmasking = unmasking;
        this.current = current;
    }

    @POST
    @Needs(
            value = {Right.READ_DECISIONS, Right.SELECT_BRANCH},
            further =
                    @Needs.Further(right = Right.SEE_SENSITIVE, when = "it asks for one routing key that is sensitive"))
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Decide many recorded decisions again, on a branch or commit",
            description = "{\"ruleset\": \"flight-compensation\", \"onto\": \"feature/x\", \"filter\": {\"from\":"
                    + " \"2026-03-01T00:00:00Z\"}, \"sample\": {\"size\": 1000, \"method\": \"spread\"}}. onto is a"
                    + " branch, taken at its present commit, or <branch>@<commit>. The filters are those of GET"
                    + " /api/v1/decisions; outcome and rule take lists. A sample has the newest decisions, or is spread"
                    + " so that rare outcomes are in it. What was found for the same decisions and rules before is"
                    + " answered at once.")
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "The result, which was there already",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "202",
            description = "It waits or runs; the header Location says where to look",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "default",
            description = "A problem (RFC 9457); its member 'pointer' names the place in the body",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = SchemaType.OBJECT)))
    public Response ask(byte @Nullable [] body) throws IOException {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        ReplayRow row = jobs.ask(RequestReader.read(body == null ? new byte[0] : body, jobs.mostDecisions()), caller);
        return Response.status(row.state() == ReplayState.DONE ? 200 : 202)
                .header("Location", "/api/v1/replays/" + row.id())
                .entity(whole(row, caller, context))
                .build();
    }

    @GET
    @Needs(Right.READ_DECISIONS)
    @Operation(summary = "Replays, newest first, without what came of them")
    @APIResponse(
            responseCode = "200",
            description = "{\"replays\": […], \"next\": \"<id>\"}; next is what to send as 'after', null at the end",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        int most = limit(limit);
        List<ReplayRow> rows = jobs.list(after == null || after.isEmpty() ? null : uuid(after), most + 1);
        boolean more = rows.size() > most;
        List<ReplayRow> page = more ? rows.subList(0, most) : rows;
        return ReplayView.page(page, more ? page.getLast().id() : null);
    }

    @GET
    @Needs(Right.READ_DECISIONS)
    @Path("/{id}")
    @Operation(
            summary = "One replay: how far it is, and what came of it so far",
            description = "States: queued, running, done, cancelled, failed. Sealed values in examples are \"•••\";"
                    + " sensitive fields are in no sum and no kind of change.")
    @APIResponse(
            responseCode = "200",
            description = "{\"id\": …, \"state\": …, \"progress\": {…}, \"result\": {\"changed\": …, \"kinds\": […],"
                    + " \"rules\": […], \"sums\": […], \"cannotBeDecided\": […]}}",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] get(@PathParam("id") String id) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        return whole(jobs.get(uuid(id)), caller, context);
    }

    @GET
    @Needs(Right.READ_DECISIONS)
    @Path("/{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(
            summary = "How far a replay is, as server-sent events",
            description = "The present state at once, then one 'progress' each second, and 'end' when it has ended.")
    public Multi<OutboundSseEvent> events(@PathParam("id") String id, @Context Sse sse) {
        UUID named = uuid(id);
        return streams.of("replay", () -> state(jobs.look(named)), sse);
    }

    private StateStreams.State state(ReplayRow row) {
        return new StateStreams.State(
                ReplayView.line(row, jobs.place(row)), row.state().isEnd());
    }

    @DELETE
    @Needs({Right.READ_DECISIONS, Right.SELECT_BRANCH})
    @Path("/{id}")
    @Operation(
            summary = "Stop a replay",
            description = "What it had until then is kept. One that is done or failed is a 409 'replay-ended'.")
    @APIResponse(
            responseCode = "200",
            description = "The replay, cancelled",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] cancel(@PathParam("id") String id) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        return whole(jobs.cancel(uuid(id)), caller, context);
    }

    private byte[] whole(ReplayRow row, Caller caller, RoutingContext context) {
        try (Unmasking.Look look = row.checkpoint() == null
                ? Unmasking.Look.MASKED
                : unmasking.begin(caller, context.request().uri())) {
            return ReplayView.whole(row, jobs.place(row), look);
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return USUAL_LIMIT;
        }
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MOST_LISTED) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The parameter 'limit' takes a whole number from 1 to " + MOST_LISTED + ".");
        }
        return limit;
    }

    private static UUID uuid(String text) {
        return Parameters.uuid(text)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "A replay is named by its UUID, such as 0192d5a0-1c2b-7000-8000-000000000000."));
    }
}

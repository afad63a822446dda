package dev.understudy.decisionlog.query;

import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The decision log. */
@Path("/api/v1/decisions")
@Tag(name = "Decision log")
@Blocking
class DecisionLogResource {
    private final LogReader log;
    private final PageService pages;
    private final Unmasking unmasking;
    private final CurrentVertxRequest current;

    DecisionLogResource(LogReader log, PageService pages, Unmasking unmasking, CurrentVertxRequest current) {
        this.log = log;
        this.pages = pages;
        this.unmasking = unmasking;
        this.current = current;
    }

    @GET
    @Needs(
            value = Right.READ_DECISIONS,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"))
    @Produces({MediaType.APPLICATION_JSON, Format.NDJSON_TYPE, Format.CSV_TYPE})
    @Parameter(
            name = "ruleset",
            in = ParameterIn.QUERY,
            description = "Its name",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "branch",
            in = ParameterIn.QUERY,
            description = "Its name; decisions of drafts too. Wins over a selected branch",
            example = "feature/x",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "commit",
            in = ParameterIn.QUERY,
            description = "40 hexadecimal digits",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "Decided at that moment or later",
            example = "2026-03-01T08:00:00Z",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Decided before that moment",
            example = "2026-03-02T08:00:00Z",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "effective",
            in = ParameterIn.QUERY,
            description = "Whether it counted. Wins over a selected branch",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            name = "rolloutSide",
            in = ParameterIn.QUERY,
            description = "baseline or candidate",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "outcome",
            in = ParameterIn.QUERY,
            description = "A type of the outcome, or a field of it with its value; may be repeated: all have to hold",
            example = "Compensation.amount:250",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "rule",
            in = ParameterIn.QUERY,
            description = "The name of a rule that fired; may be repeated: all have to have fired",
            example = "Short haul",
            schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
    @Parameter(
            name = "routingKey",
            in = ParameterIn.QUERY,
            description = "The whole key",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "caller",
            in = ParameterIn.QUERY,
            description = "The account that asked",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 1000, 100 by default; of NDJSON and CSV all by default",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "Where to go on: 'next' of the page before, with the same filters",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "json, ndjson or csv; wins over Accept",
            schema = @Schema(type = SchemaType.STRING))
    @Operation(
            summary = "Decisions, newest first",
            description = "A page as JSON; all of them, streamed, as NDJSON or CSV. Without 'effective' and 'branch'"
                    + " only decisions that counted; with a branch selected by the session or by Rules-Branch, what"
                    + " that branch sees: its own decisions where it has its own rules, else those that counted. A page"
                    + " can have fewer decisions than 'limit' and still a 'next': the end is where 'next' is null.")
    @APIResponse(
            responseCode = "200",
            description = "{\"decisions\": […], \"next\": \"<cursor>\", \"lineage\": {\"<ruleset>\": \"<branch>\"}};"
                    + " lineage only with a selected branch. The header Link has the next page.",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = Format.NDJSON_TYPE, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = Format.CSV_TYPE, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "default",
            description = "A problem (RFC 9457); its member 'parameter' names the parameter",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = SchemaType.OBJECT)))
    public Response list(@Context UriInfo uri, @Context HttpHeaders headers) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        return pages.answer(uri, headers.getAcceptableMediaTypes(), context.request(), caller);
    }

    @GET
    @Needs(Right.READ_DECISIONS)
    @Path("/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "One decision: facts, outcome, by which rules, and what fired")
    @APIResponse(
            responseCode = "200",
            description = "The decision; sealed values are \"•••\"",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "default",
            description = "A problem (RFC 9457)",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = SchemaType.OBJECT)))
    public byte[] get(@PathParam("id") String id) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        KeptDecision decision = log.named(id);
        HttpServerRequest request = context.request();
        try (Unmasking.Look look = unmasking.begin(caller, request.uri())) {
            return PageService.json(decision, look);
        }
    }
}

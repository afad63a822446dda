package dev.understudy.audit;

import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit log. */
@Path("/api/v1/audit")
@Tag(name = "Audit")
@Blocking
class AuditResource {
    private static final String NDJSON = "application/x-ndjson";

    private final AuditReader log;

    AuditResource(AuditReader log) {
        this.log = log;
    }

    @GET
    @Needs(Right.READ_AUDIT)
    @Produces({MediaType.APPLICATION_JSON, NDJSON})
    @Parameter(
            name = "actor",
            in = ParameterIn.QUERY,
            description = "The account that did it; 'understudy' is the service itself",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "action",
            in = ParameterIn.QUERY,
            description = "What was done",
            example = "review.approved",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "subject",
            in = ParameterIn.QUERY,
            description = "To what",
            example = "change-request:17",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "ruleset",
            in = ParameterIn.QUERY,
            description = "Its name",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            description = "At that moment or later",
            example = "2026-03-01T08:00:00Z",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            description = "Before that moment",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "Of a page: records before this number; 'next' of the page before",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "Of an export: records after this number",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Of a page 1 to 1000, 100 by default; of an export all by default",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            description = "json or ndjson",
            schema = @Schema(type = SchemaType.STRING))
    @Operation(
            summary = "Who did what, newest first",
            description = "A page as JSON; with format=ndjson an export, oldest first, which 'understudy audit verify'"
                    + " checks. Each record has the hash of the one before it.")
    @APIResponse(
            responseCode = "200",
            description = "{\"records\": […], \"next\": <number>}; next is null where there are no more",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)),
                @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING))
            })
    @APIResponse(
            responseCode = "default",
            description = "A problem (RFC 9457); its member 'parameter' names the parameter",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = SchemaType.OBJECT)))
    public Response list(@Context UriInfo uri) {
        Map<String, List<String>> given = uri.getQueryParameters();
        boolean export = export(given.getOrDefault("format", List.of("json")));
        AuditQuery query = AuditQuery.of(given, export);
        if (export) {
            StreamingOutput stream = out -> log.export(query, out);
            return Response.ok(stream)
                    .header("Content-Type", NDJSON)
                    .header("Content-Disposition", "attachment; filename=\"audit.ndjson\"")
                    .build();
        }
        return Response.ok(page(query), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static boolean export(List<String> formats) {
        return switch (formats.getFirst()) {
            case "json" -> false;
            case "ndjson" -> true;
            default ->
                throw new ProblemException(
                        ProblemType.INVALID_REQUEST,
                        "The parameter 'format' takes json or ndjson.",
                        Map.of("parameter", "format"));
        };
    }

    private byte[] page(AuditQuery query) {
        List<AuditReader.Line> lines = log.page(query);
        boolean more = lines.size() > query.limit();
        List<AuditReader.Line> shown = more ? lines.subList(0, query.limit()) : lines;
        Utf8Sink out = new Utf8Sink(1 << 14);
        out.ascii("{\"records\":[");
        int start = out.size();
        for (AuditReader.Line line : shown) {
            out.raw(line.text().getBytes(StandardCharsets.UTF_8));
            out.raw(',');
        }
        out.dropCommaSince(start);
        out.ascii("],\"next\":");
        out.ascii(more ? Long.toString(shown.getLast().seq()) : "null");
        out.raw('}');
        return out.toByteArray();
    }
}

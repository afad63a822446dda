package dev.understudy.decision;

import dev.understudy.catalog.RepositoryAge;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.Handover;
import dev.understudy.routing.Selection;
import dev.understudy.routing.VertxRequestView;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Many decisions in one request, one a line. */
@Path("/api/v1/rulesets/{ruleset}/decisions/batch")
@Tag(name = "Decisions")
class BatchResource {
    private static final String NDJSON = "application/x-ndjson";

    private final BranchSelector selector;
    private final DecisionService decisions;
    private final BatchService batches;
    private final RepositoryAge age;
    private final Handover handover;
    private final CurrentVertxRequest current;

    BatchResource(
            BranchSelector selector,
            DecisionService decisions,
            BatchService batches,
            RepositoryAge age,
            Handover handover,
            CurrentVertxRequest current) {
        this.handover = handover;
        this.selector = selector;
        this.decisions = decisions;
        this.batches = batches;
        this.age = age;
        this.current = current;
    }

    @POST
    @Needs(
            value = Right.DECIDE,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"))
    @Blocking
    @Consumes(MediaType.WILDCARD)
    @Produces(NDJSON)
    @Operation(
            summary = "Decide many",
            description = "NDJSON in, NDJSON out in the same order, streamed. A bad line is answered by a problem, and"
                    + " the rest goes on. All lines are decided by the rules that were live when the request began, which"
                    + " the header Rules-Commit names, but for two things that each line tells by its commit: while a"
                    + " rollout runs it is drawn by itself, and after a revert it is decided by what is live then.")
    @RequestBody(content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "One decision or problem a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
    public StreamingOutput decide(@PathParam("ruleset") String ruleset, InputStream lines) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        VertxRequestView request = new VertxRequestView(context.request());
        Selection selection = selector.select(request, caller);
        request.answer(selection, selection.view().head().value(), age.seconds());
        handover.give(selection, request);
        Resolved rules = decisions.forBatch(ruleset, selection);
        request.answer(selection, rules.commit().value(), age.seconds());
        return out -> batches.decide(rules, caller, lines, out);
    }
}

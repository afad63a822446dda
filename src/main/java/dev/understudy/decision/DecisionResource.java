package dev.understudy.decision;

import dev.understudy.catalog.RepositoryAge;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.Handover;
import dev.understudy.routing.PreviewUse;
import dev.understudy.routing.Selection;
import dev.understudy.routing.VertxRequestView;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The decision API. */
@Path("/api/v1/rulesets/{ruleset}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class DecisionResource {
    private final BranchSelector selector;
    private final DecisionService decisions;
    private final RepositoryAge age;
    private final Handover handover;
    private final CurrentVertxRequest current;

    DecisionResource(
            BranchSelector selector,
            DecisionService decisions,
            RepositoryAge age,
            Handover handover,
            CurrentVertxRequest current) {
        this.handover = handover;
        this.selector = selector;
        this.decisions = decisions;
        this.age = age;
        this.current = current;
    }

    @POST
    @Needs(
            value = Right.DECIDE,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"))
    @NonBlocking
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Decide",
            description = "Facts in, outcome out: {\"facts\": {\"Flight\": [{…}]}, \"asOf\": \"2001-01-01T01:10:00Z\"}."
                    + " GET /api/v1/rulesets/{ruleset}/openapi has the types.")
    @Parameter(name = "ruleset", in = ParameterIn.PATH, required = true, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "explain",
            in = ParameterIn.QUERY,
            description = "true adds each firing: what it matched, inserted, modified and deleted",
            schema = @Schema(type = SchemaType.BOOLEAN))
    @Parameter(
            name = "whyNot",
            in = ParameterIn.QUERY,
            description = "A rule's name, or * for all that did not fire: adds why not, and each firing",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "Rules-Branch",
            in = ParameterIn.HEADER,
            description =
                    "feature/x or feature/x@<commit>: the branch to decide on; needs the right to select branches",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "baggage",
            in = ParameterIn.HEADER,
            description = "W3C baggage. A later hop of a journey has rules.ctx in it: the header Rules-Context of the"
                    + " answer at the first hop. That branch and commit decide then. Ignored from outside.",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "Rules-Preview",
            in = ParameterIn.HEADER,
            description = "The token of a share link: its branch decides. It takes the place of an account, too",
            schema = @Schema(type = SchemaType.STRING))
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "200",
            description = "The decision; GET …/openapi has its type",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "default",
            description = "A problem (RFC 9457)",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = SchemaType.OBJECT)))
    public Uni<byte[]> decide(byte[] body) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        // The path is read by hand, so what is asked for is checked as it was read.
        Asked asked = Asked.of(context.request());
        caller.requireRuleset(asked.ruleset());
        VertxRequestView request = new VertxRequestView(context.request());
        return request.isPreviewed()
                ? Uni.createFrom()
                        .completionStage(() -> selector.later(request, caller))
                        .flatMap(selection -> watched(request, asked, selection, caller, body))
                : decide(request, asked, selector.select(request, caller), caller, body);
    }

    /** The same for who may have come by a share link, which is told what became of it. */
    private Uni<byte[]> watched(
            VertxRequestView request, Asked asked, Selection selection, Caller caller, byte[] body) {
        PreviewUse use = selection.use();
        Uni<byte[]> answer = Uni.createFrom().deferred(() -> decide(request, asked, selection, caller, body));
        return use == null ? answer : answer.onFailure().invoke(use::failed);
    }

    private Uni<byte[]> decide(VertxRequestView request, Asked asked, Selection selection, Caller caller, byte[] body) {
        request.answer(selection, selection.view().head().value(), age.seconds());
        handover.give(selection, request);
        DecisionService.Call call = new DecisionService.Call(
                asked.ruleset(), selection, caller, body, asked.explain(), WhyNotQuery.read(asked.whyNot()));
        DecisionService.Answer now = decisions.now(call);
        if (now == null) {
            return decisions.later(call).flatMap(answer -> {
                request.answer(
                        answer.rules().selection(), answer.rules().commit().value(), age.seconds());
                return kept(answer, selection);
            });
        }
        if (now.rules().selection().selectedBy() != selection.selectedBy()) {
            request.answer(now.rules().selection(), now.rules().commit().value(), age.seconds());
        } else if (!now.rules().commit().equals(selection.view().head())) {
            request.commit(now.rules().commit());
        }
        return kept(now, selection);
    }

    private Uni<byte[]> kept(DecisionService.Answer answer, Selection selection) {
        PreviewUse use = selection.use();
        if (use != null) {
            use.decided(answer.id().text());
        }
        return decisions.kept(answer);
    }
}

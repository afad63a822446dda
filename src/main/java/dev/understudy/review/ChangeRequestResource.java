package dev.understudy.review;

import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Branches that ask to become main. */
@Path("/api/v1/change-requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Change requests")
@Blocking
class ChangeRequestResource {
    private final ChangeRequestService service;
    private final ReviewService reviews;
    private final MergeService merges;
    private final ChangeLooks looks;
    private final ChangeViews views;
    private final KeptEvidence kept;
    private final SecurityIdentity identity;

    ChangeRequestResource(
            ChangeRequestService service,
            ReviewService reviews,
            MergeService merges,
            ChangeLooks looks,
            ChangeViews views,
            KeptEvidence kept,
            SecurityIdentity identity) {
        this.service = service;
        this.reviews = reviews;
        this.merges = merges;
        this.looks = looks;
        this.views = views;
        this.kept = kept;
        this.identity = identity;
    }

    private Caller caller() {
        return CurrentCaller.of(identity);
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "Change requests, newest first")
    @Parameter(
            name = "state",
            in = ParameterIn.QUERY,
            description = "A state, or open for all that something can still come of; may be given several times",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "author",
            in = ParameterIn.QUERY,
            description = "Who opened it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "branch",
            in = ParameterIn.QUERY,
            description = "What asks to become main",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "ruleset",
            in = ParameterIn.QUERY,
            description = "What it touches",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "Smaller numbers alone; 'next' of the page before",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "1 to 200, 50 by default",
            schema = @Schema(type = SchemaType.INTEGER))
    public ChangePage list(@Context UriInfo uri) {
        ChangeQuery query = ChangeQuery.of(uri.getQueryParameters());
        return ChangePage.of(service.page(query), query.limit());
    }

    @POST
    @Needs(Right.AUTHOR)
    @Operation(
            summary = "Ask for a branch to become main",
            description = "A branch has one open change request at a time.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewChangeRequest.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ChangeRequestView.class)))
    public Response open(byte[] body) throws IOException {
        long number = service.open(caller(), Input.read(body, NewChangeRequest.class, null));
        return Response.created(URI.create("/api/v1/change-requests/" + number))
                .entity(views.at(looks.at(number)))
                .build();
    }

    @GET
    @Needs(Right.READ)
    @Path("/{number}")
    @Operation(
            summary = "All of one",
            description = "With its reviews, what is missing for the merge, conflicts by rule, and open change requests"
                    + " that touch the same rulesets.")
    public ChangeRequestView get(@PathParam("number") long number) {
        return views.at(looks.at(number));
    }

    @GET
    @Needs(Right.READ)
    @Path("/{number}/evidence")
    @Operation(
            summary = "What it would have done, each time that it was worked out",
            description =
                    "The oldest first, with the commits of main and the branch. It is never changed: what a reviewer"
                            + " saw is the one that the review names.")
    public List<KeptEvidence.Kept> evidence(@PathParam("number") long number) {
        return kept.all(looks.at(number).request().number());
    }

    @PUT
    @Needs(value = Right.READ, further = @Needs.Further(right = Right.PUSH_MAIN, when = "somebody else opened it"))
    @Path("/{number}")
    @Operation(
            summary = "Write title, text and blast radius anew",
            description = "For its author and for admins. Another blast radius ends its approvals.")
    @RequestBody(content = @Content(schema = @Schema(implementation = EditedChangeRequest.class)))
    public ChangeRequestView edit(@PathParam("number") long number, byte[] body) throws IOException {
        service.edit(caller(), number, Input.read(body, EditedChangeRequest.class, null));
        return views.at(looks.at(number));
    }

    @POST
    @Needs(value = Right.READ, further = @Needs.Further(right = Right.REVIEW, when = "somebody else opened it"))
    @Path("/{number}/close")
    @Operation(summary = "Give it up", description = "For its author and for reviewers.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClosingOrder.class)), required = false)
    public ChangeRequestView close(@PathParam("number") long number, byte[] body) throws IOException {
        service.close(caller(), number, Input.read(body, ClosingOrder.class, new ClosingOrder(null)));
        return views.at(looks.at(number));
    }

    @POST
    @Needs(value = Right.READ, further = @Needs.Further(right = Right.REVIEW, when = "somebody else opened it"))
    @Path("/{number}/reopen")
    @Operation(summary = "Take it up again", description = "For its author and for reviewers.")
    public ChangeRequestView reopen(@PathParam("number") long number) {
        service.reopen(caller(), number);
        return views.at(looks.at(number));
    }

    @POST
    @Needs(value = Right.READ, further = @Needs.Further(right = Right.REVIEW, when = "the verdict is not COMMENT"))
    @Path("/{number}/reviews")
    @Operation(
            summary = "Approve, ask for changes, comment, or override",
            description = "Of the head of the branch: of another commit it is a 409 that names both. Nobody judges a"
                    + " change that they opened or pushed commits of.")
    @RequestBody(content = @Content(schema = @Schema(implementation = NewReview.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ChangeRequestView.class)))
    public Response review(@PathParam("number") long number, byte[] body) throws IOException {
        reviews.review(caller(), number, Input.read(body, NewReview.class, null));
        return Response.status(Response.Status.CREATED)
                .entity(views.at(looks.at(number)))
                .build();
    }

    @POST
    @Needs(
            value = Right.MERGE,
            further =
                    @Needs.Further(right = Right.STEER_ROLLOUTS, when = "it is to be at once, or by a plan of its own"))
    @Path("/{number}/merge")
    @Operation(
            summary = "Merge it",
            description =
                    "Makes the candidate and builds it. Where ruleset.yaml on main has stages it is ROLLING_OUT then, see"
                            + " GET /api/v1/rollouts?changeRequest=; else main moves, and it is live when this returns."
                            + " 409 when the branch or main has moved, when something is missing, or when they conflict.")
    @RequestBody(content = @Content(schema = @Schema(implementation = MergeOrder.class)))
    public ChangeRequestView merge(@PathParam("number") long number, byte[] body) throws IOException {
        merges.merge(caller(), number, Input.read(body, MergeOrder.class, null));
        return views.at(looks.at(number));
    }
}

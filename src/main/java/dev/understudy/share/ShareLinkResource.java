package dev.understudy.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.http.Parameters;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
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
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Share links, for those who make them. */
@Path("/api/v1/share-links")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Share links")
@Blocking
class ShareLinkResource {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;

    private final ShareService links;
    private final ShareConfig config;
    private final SecurityIdentity identity;

    ShareLinkResource(ShareService links, ShareConfig config, SecurityIdentity identity) {
        this.links = links;
        this.config = config;
        this.identity = identity;
    }

    /** A page; {@code next} goes into {@code before} for the next one. */
    record Links(List<ShareView> shareLinks, @Nullable String next) {}

    /** One link with what it was used for; {@code nextUses} goes into {@code before} for older uses. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record One(
            ShareView shareLink,
            List<ShareView.UseView> recordedUses,
            @Nullable Long nextUses) {}

    private Caller caller() {
        return CurrentCaller.of(identity);
    }

    @POST
    @Needs(
            value = Right.SELECT_BRANCH,
            further = @Needs.Further(right = Right.READ_DECISIONS, when = "it is to show decisions"))
    @Operation(
            summary = "Share a draft with somebody",
            description = "{\"branch\": \"feature/x\", \"ruleset\": \"flight-compensation\"} lets whoever has the link"
                    + " decide on that branch; {\"branch\": \"feature/x\", \"decisions\": [\"…\"]} shows these decisions"
                    + " under the rules of then and under the branch's. expiresIn: 24h by default, 30d at most; uses;"
                    + " bind: none, first-user, account:<name> or network:<address or CIDR>. The answer has the link,"
                    + " this once.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ShareOrders.Order.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ShareView.class)))
    public Response create(byte @Nullable [] body, @Context HttpServerRequest request) throws IOException {
        ShareService.Fresh fresh = links.create(caller(), ShareOrders.read(body));
        // Behind '#' it stays in the browser: no server, no proxy and no log gets to see it.
        String url = base(request) + "/share#" + fresh.token();
        return Response.created(URI.create("/api/v1/share-links/" + fresh.link().id()))
                .entity(ShareView.of(fresh.link(), Instant.now(), url, fresh.token()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @GET
    @Needs(Right.READ)
    @Operation(
            summary = "Share links, newest first",
            description = "Your own; for admins and auditors all. limit: 1 to 200, 50 by default; before: next of the"
                    + " page before.")
    public Links list(@QueryParam("before") @Nullable String before, @QueryParam("limit") @Nullable String limit) {
        Caller caller = caller();
        int most = limit == null ? USUAL_LIMIT : (int) Parameters.number("limit", limit, MOST);
        UUID behind = before == null
                ? null
                : Parameters.uuid(before)
                        .orElseThrow(() -> ProblemException.ofParameter("before", "is the id of a share link"));
        List<ShareLink> found = links.page(caller, behind, most + 1);
        List<ShareLink> shown = found.size() > most ? found.subList(0, most) : found;
        Instant now = Instant.now();
        return new Links(
                shown.stream().map(each -> ShareView.of(each, now)).toList(),
                found.size() > most ? shown.getLast().id().toString() : null);
    }

    @GET
    @Needs(Right.READ)
    @Path("/{id}")
    @Operation(
            summary = "One share link, and what it was used for, newest first",
            description = "limit: uses, 1 to 200, 50 by default; before: nextUses of the page before.")
    public One get(
            @PathParam("id") String id,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit) {
        Caller caller = caller();
        int most = limit == null ? USUAL_LIMIT : (int) Parameters.number("limit", limit, MOST);
        long behind = before == null ? Long.MAX_VALUE : Parameters.number("before", before, Long.MAX_VALUE);
        ShareService.Used found = links.get(caller, id, behind, most + 1);
        boolean more = found.uses().size() > most;
        List<ShareStore.Recorded> shown = more ? found.uses().subList(0, most) : found.uses();
        return new One(
                ShareView.of(found.link(), Instant.now()),
                shown.stream().map(ShareView.UseView::of).toList(),
                more ? shown.getLast().id() : null);
    }

    @DELETE
    @Needs(
            value = Right.READ,
            further = @Needs.Further(right = Right.REVOKE_SHARE_LINKS, when = "somebody else made it"))
    @Path("/{id}")
    @Operation(
            summary = "Revoke a share link",
            description = "At once on this node, and within five seconds on others; cookies that it left behind too.")
    public void revoke(@PathParam("id") String id) {
        links.revoke(caller(), id);
    }

    private String base(HttpServerRequest request) {
        String url = config.url().orElseGet(() -> request.scheme() + "://" + request.authority());
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}

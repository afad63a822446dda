package dev.understudy.routing;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.identity.SignedCookie;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The session flag: the branch that decides for one session alone. */
@Path("/api/v1/session/branch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Session")
@Blocking
class SessionResource {
    private final RulesetCatalog catalog;
    private final BranchSelector selector;
    private final SignedCookie cookies;
    private final SecurityIdentity identity;
    private final InstantSource clock = InstantSource.system();

    SessionResource(RulesetCatalog catalog, BranchSelector selector, SignedCookie cookies, SecurityIdentity identity) {
        this.catalog = catalog;
        this.selector = selector;
        this.cookies = cookies;
        this.identity = identity;
    }

    /**
     * The branch of a session.
     *
     * @param branch its name
     * @param commit its head
     * @param selectedBy what chose it
     */
    record SessionBranch(String branch, String commit, SelectedBy selectedBy) {
        static SessionBranch of(Selection selection) {
            return new SessionBranch(
                    selection.view().branch().value(), selection.view().head().value(), selection.selectedBy());
        }
    }

    /**
     * The wish to select a branch.
     *
     * @param branch its name
     */
    record SelectBranch(@Nullable String branch) {}

    @GET
    @Needs(
            value = Right.DECIDE,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"),
            asksForRuleset = true)
    @Operation(summary = "The branch that decides for this session")
    public SessionBranch get(@Context HttpServerRequest request) {
        Caller caller = CurrentCaller.of(identity);
        return SessionBranch.of(selector.select(new VertxRequestView(request), caller));
    }

    @PUT
    @Needs(value = Right.SELECT_BRANCH, asksForRuleset = true)
    @Operation(summary = "Let a branch decide for this session alone")
    public Response put(SelectBranch wish, @Context HttpServerRequest request) {
        Caller caller = CurrentCaller.of(identity);
        if (wish == null || wish.branch() == null) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST, "/branch", "Name the branch: {\"branch\": \"feature/x\"}.");
        }
        BranchName branch = HeaderText.branch(wish.branch());
        Snapshot snapshot = catalog.snapshot();
        BranchView view = snapshot.find(branch).orElseThrow(() -> HeaderSource.unknown(branch, snapshot));
        String value = cookies.encode(caller, branch, clock.instant().plus(SessionCookie.LIFETIME));
        Selection selection = new Selection(view, null, SelectedBy.SESSION, false);
        return Response.ok(SessionBranch.of(selection))
                .header("Set-Cookie", SessionCookie.set(value, request.isSSL()))
                .build();
    }

    @DELETE
    @Needs(value = Right.DECIDE, asksForRuleset = true)
    @Operation(summary = "Let main decide for this session again")
    public Response delete() {
        return Response.noContent()
                .header("Set-Cookie", SessionCookie.cleared())
                .build();
    }
}

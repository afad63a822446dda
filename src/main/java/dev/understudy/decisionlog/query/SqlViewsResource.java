package dev.understudy.decisionlog.query;

import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where SQL finds the decisions that a branch sees. */
@Path("/api/v1/decisions/sql")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decision log")
@Blocking
class SqlViewsResource {
    private final BranchViews views;
    private final ReaderBranch branches;
    private final CurrentVertxRequest current;

    SqlViewsResource(BranchViews views, ReaderBranch branches, CurrentVertxRequest current) {
        this.views = views;
        this.branches = branches;
        this.current = current;
    }

    /**
     * How to read as a branch by SQL.
     *
     * @param branch its name
     * @param statement what to run first: {@code set search_path to "feature/x"}
     * @param schema the schema's name, not quoted
     * @param views names of views: {@code decisions} of all rulesets, and one for each ruleset
     * @param lineage by ruleset, the branch whose decisions it shows
     * @param role the role that may read them; null when an operator has to make it first
     */
    record SqlAccess(
            String branch,
            String statement,
            String schema,
            List<String> views,
            SortedMap<String, String> lineage,
            @Nullable String role) {}

    @GET
    @Needs(
            value = Right.READ_DECISIONS,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"))
    @Operation(
            summary = "What to set search_path to, to read a branch's decisions by SQL",
            description = "Makes the views when they are not there yet, and brings them up to date.")
    @Parameter(
            name = "branch",
            in = ParameterIn.QUERY,
            description = "Its name; the selected branch by default, else main",
            schema = @Schema(type = SchemaType.STRING))
    public SqlAccess get(@Context UriInfo uri) {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        String branch = QueryParameters.ofBranch(uri.getQueryParameters()).branch();
        Lineage selected = branch == null ? branches.selected(context.request(), caller) : branches.named(branch);
        Lineage lineage = selected == null ? branches.production() : selected;
        BranchViews.Views made = views.ensure(lineage);
        return new SqlAccess(
                made.branch(),
                "set search_path to " + made.searchPath(),
                made.schema(),
                made.views(),
                lineage.byRuleset(null),
                made.role());
    }
}

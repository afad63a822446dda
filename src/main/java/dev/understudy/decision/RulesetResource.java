package dev.understudy.decision;

import dev.understudy.catalog.Entry;
import dev.understudy.catalog.RepositoryAge;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.identity.Caller;
import dev.understudy.identity.CurrentCaller;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.routing.BranchSelector;
import dev.understudy.routing.Selection;
import dev.understudy.routing.VertxRequestView;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is live; obeys the choice of a branch as a decision does. */
@Path("/api/v1/rulesets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rulesets")
@Blocking
class RulesetResource {
    private final BranchSelector selector;
    private final RulesetCatalog catalog;
    private final DecisionService decisions;
    private final RepositoryAge age;
    private final CurrentVertxRequest current;

    RulesetResource(
            BranchSelector selector,
            RulesetCatalog catalog,
            DecisionService decisions,
            RepositoryAge age,
            CurrentVertxRequest current) {
        this.selector = selector;
        this.catalog = catalog;
        this.decisions = decisions;
        this.age = age;
        this.current = current;
    }

    @GET
    @Needs(
            value = Right.READ,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"))
    @Operation(summary = "The rulesets of the branch, what is live of them, and what there is to say about them")
    public List<RulesetView> list() {
        Selection selection = select();
        return selection.view().rulesets().values().stream()
                .map(entry -> RulesetView.of(entry, selection, catalog.snapshot()))
                .toList();
    }

    @GET
    @Needs(
            value = Right.READ,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"))
    @Path("/{ruleset}")
    @Operation(summary = "One ruleset on the branch")
    public RulesetView get(@PathParam("ruleset") String ruleset) {
        Selection selection = select();
        if (selection.commit() == null) {
            return RulesetView.of(RulesLookup.entry(ruleset, selection), selection, catalog.snapshot());
        }
        Resolved past = decisions.forReading(ruleset, selection);
        return RulesetView.of(new Entry(past.commit(), past.slot(), Optional.empty()), selection, catalog.snapshot());
    }

    @GET
    @Needs(
            value = Right.DECIDE,
            further = @Needs.Further(right = Right.SELECT_BRANCH, when = "the header Rules-Branch is sent"))
    @Path("/{ruleset}/openapi")
    @Operation(summary = "The OpenAPI document of one ruleset: typed facts in, typed outcome out")
    public String openapi(@PathParam("ruleset") String ruleset) {
        Resolved rules = decisions.forReading(ruleset, select());
        return RulesetOpenApi.document(rules);
    }

    private Selection select() {
        RoutingContext context = current.getCurrent();
        Caller caller = CurrentCaller.of(context);
        VertxRequestView request = new VertxRequestView(context.request());
        Selection selection = selector.select(request, caller);
        request.answer(selection, selection.view().head().value(), age.seconds());
        return selection;
    }
}

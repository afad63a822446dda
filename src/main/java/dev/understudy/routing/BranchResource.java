package dev.understudy.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Quarantine;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.ruleset.Diagnostic;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The branches that this node serves. */
@Path("/api/v1/branches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Branches")
class BranchResource {
    private final RulesetCatalog catalog;

    BranchResource(RulesetCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A branch.
     *
     * @param name its name
     * @param head its head
     * @param state how far it is: the worst of its rulesets
     * @param rulesets each with its own state
     */
    record Branch(String name, String head, BuildSlot.State state, List<BranchRuleset> rulesets) {
        static Branch of(BranchView view, Snapshot snapshot) {
            return new Branch(
                    view.branch().value(),
                    view.head().value(),
                    view.state(snapshot),
                    view.rulesets().values().stream()
                            .map(entry -> BranchRuleset.of(entry.slot(), snapshot))
                            .toList());
        }
    }

    /**
     * A ruleset on a branch.
     *
     * @param name its name
     * @param tree git's id of its content; equal trees share one KieBase
     * @param state how far it is
     * @param diagnostics what there is to say about it
     * @param quarantine why its requests are refused; missing when they are not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BranchRuleset(
            String name,
            String tree,
            BuildSlot.State state,
            List<Diagnostic> diagnostics,
            @Nullable Quarantine quarantine) {
        static BranchRuleset of(BuildSlot slot, Snapshot snapshot) {
            return new BranchRuleset(
                    slot.key().ruleset().value(),
                    slot.key().tree().value(),
                    snapshot.state(slot),
                    slot.diagnostics(),
                    snapshot.quarantine(slot));
        }
    }

    @GET
    @Needs(Right.READ)
    @Operation(summary = "Branches, their heads and their state")
    public List<Branch> list() {
        Snapshot snapshot = catalog.snapshot();
        return snapshot.branches().stream()
                .map(view -> Branch.of(view, snapshot))
                .toList();
    }
}

package dev.understudy.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.Quarantine;
import dev.understudy.catalog.Snapshot;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ruleset as the API shows it.
 *
 * @param name its name
 * @param title for people; missing while it is not compiled
 * @param owners groups, of which one must approve a change
 * @param branch the branch
 * @param commit the commit whose rules decide
 * @param tree git's id of its content
 * @param state how far it is
 * @param rules how many rules there are
 * @param factsIn types that may be sent
 * @param factsOut types of the outcome
 * @param diagnostics what there is to say about it
 * @param budgetUsed the highest share of its steps or firings that a decision by these rules used since the start, from 0
 *     to 1; missing before the first
 * @param quarantine why its requests are refused; missing when they are not
 * @param refused a newer commit that may not be activated, and why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RulesetView(
        String name,
        @Nullable String title,
        @Nullable List<String> owners,
        String branch,
        String commit,
        String tree,
        BuildSlot.State state,
        @Nullable Integer rules,
        @Nullable List<String> factsIn,
        @Nullable List<String> factsOut,
        List<Diagnostic> diagnostics,
        @Nullable Double budgetUsed,
        @Nullable Quarantine quarantine,
        @Nullable Refused refused) {
    /**
     * A commit that may not be activated.
     *
     * @param commit which
     * @param diagnostics why
     */
    record Refused(String commit, List<Diagnostic> diagnostics) {}

    static RulesetView of(Entry entry, Selection selection, Snapshot snapshot) {
        BuildSlot slot = entry.slot();
        BuildResult.Built built = slot.result() instanceof BuildResult.Built known ? known : null;
        RulesetManifest manifest = built == null ? null : built.ruleset().manifest();
        return new RulesetView(
                slot.key().ruleset().value(),
                manifest == null ? null : manifest.title(),
                manifest == null ? null : manifest.owners(),
                selection.view().branch().value(),
                entry.commit().value(),
                slot.key().tree().value(),
                snapshot.state(slot),
                built == null ? null : built.ruleset().ruleCount(),
                manifest == null ? null : manifest.factsIn(),
                manifest == null ? null : manifest.factsOut(),
                slot.diagnostics(),
                rounded(slot.budgets().highest()),
                snapshot.quarantine(slot),
                entry.refused()
                        .map(refused -> new Refused(refused.commit().value(), refused.diagnostics()))
                        .orElse(null));
    }

    private static @Nullable Double rounded(double share) {
        return share == 0 ? null : Double.valueOf(Math.ceil(share * 100) / 100);
    }
}

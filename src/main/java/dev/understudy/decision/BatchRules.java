package dev.understudy.decision;

import dev.understudy.catalog.BranchView;
import dev.understudy.catalog.Entry;
import dev.understudy.catalog.Reverted;
import dev.understudy.catalog.RulesetCatalog;
import dev.understudy.identity.Caller;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.CompiledRuleset;
import jakarta.inject.Singleton;

/**
 * By which rules the lines of a batch are decided: by those that were live when it began, whatever is promoted
 * meanwhile; but when these are reverted, by those that took their place, from the next line on. Thread-safe.
 */
final class BatchRules {
    private final Live live;
    private final Caller caller;
    private final DecisionParts parts;
    private volatile DecisionSeries series;

    BatchRules(Resolved rules, Caller caller, DecisionParts parts, Live live) {
        this.live = live;
        this.caller = caller;
        this.parts = parts;
        this.series = new DecisionSeries(rules, caller, parts);
    }

    /**
     * What is live.
     *
     * @param reverted knows what was taken back
     * @param catalog knows what is in its place
     */
    @Singleton
    record Live(Reverted reverted, RulesetCatalog catalog) {}

    /** What decides the next line. */
    DecisionSeries series() {
        DecisionSeries known = series;
        Resolved rules = known.rules();
        if (!live.reverted().isTakenBack(rules.slot().key())
                || !rules.selection().effective()
                || live.catalog().snapshot().isOnMain(rules.slot())) {
            return known;
        }
        DecisionSeries next = next(known);
        series = next;
        return next;
    }

    private DecisionSeries next(DecisionSeries known) {
        BranchView main = live.catalog().snapshot().main();
        Entry entry = main == null ? null : main.ruleset(known.rules().name().value());
        CompiledRuleset ruleset = entry == null ? null : entry.slot().ruleset();
        if (main == null || entry == null || ruleset == null) {
            return known;
        }
        Selection selection = known.rules().selection().onto(main);
        return new DecisionSeries(
                new Resolved(known.rules().name(), selection, entry.commit(), entry.slot(), ruleset), caller, parts);
    }
}

package dev.understudy.ruleset;

/**
 * What a decision used of what it may use. Steps and firings are the same for the same facts and rules, on any machine;
 * time is not.
 *
 * @param limits what it may use
 * @param steps steps of rule code and of the engine
 * @param firings rules fired
 * @param nanos time in the engine, without reading the facts
 */
public record BudgetUse(RulesetManifest.Limits limits, long steps, int firings, long nanos) {
    /** The larger of the shares of steps and firings: 0 for nothing, 1 for all. */
    public double fraction() {
        return Math.max(ofSteps(), ofFirings());
    }

    /** The key under {@code limits} in {@code ruleset.yaml} of that larger share. */
    public String nearest() {
        return ofSteps() >= ofFirings() ? "steps" : "firings";
    }

    /** {@code 8500 of 10000 firings}: the larger share, for people. */
    public String text() {
        return ofSteps() >= ofFirings()
                ? steps + " of " + limits.steps() + " steps"
                : firings + " of " + limits.firings() + " firings";
    }

    private double ofSteps() {
        return (double) steps / limits.steps();
    }

    private double ofFirings() {
        return (double) firings / limits.firings();
    }
}

package dev.understudy.rollout.guardrail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What units have shown so far against a hypothesis. Immutable, and small enough to be kept after each unit.
 *
 * <p>Two of them that saw different units add up to what one would have shown that saw all: the products of disjoint
 * events multiply. So each node keeps its own, and whoever judges adds them; a unit must then be counted by one node
 * alone, or once in the database.
 *
 * @param against the hypothesis
 * @param logs by ratio, the natural logarithm of the product of the units' factors
 * @param candidate how many units were the candidate's
 * @param baseline how many were the baseline's
 */
public record Evidence(Hypothesis against, List<Double> logs, long candidate, long baseline) {
    /** @throws IllegalArgumentException when there is no product for each ratio, or one is no number */
    public Evidence {
        logs = List.copyOf(logs);
        if (logs.size() != against.ratios().size() || logs.stream().anyMatch(each -> each.isNaN())) {
            throw new IllegalArgumentException("Evidence of " + against + " has one product for each ratio.");
        }
        if (candidate < 0 || baseline < 0) {
            throw new IllegalArgumentException("Units are counted from 0.");
        }
    }

    /** Nothing seen. */
    public static Evidence none(Hypothesis against) {
        return new Evidence(against, Collections.nCopies(against.ratios().size(), 0.0), 0, 0);
    }

    /**
     * With one more unit.
     *
     * @param onCandidate whether it is the candidate's
     * @param exposure the probability with which it was put there, from 0 to 1: that of the decision that it is counted
     *     for, not today's
     */
    public Evidence with(boolean onCandidate, double exposure) {
        if (!(exposure >= 0 && exposure <= 1)) {
            throw new IllegalArgumentException("An exposure of " + exposure + "; it is from 0 to 1.");
        }
        List<Double> after = new ArrayList<>(logs.size());
        for (int i = 0; i < logs.size(); i++) {
            double ratio = against.ratios().get(i);
            double factor = (onCandidate ? Math.log(ratio) : 0) - Math.log1p(exposure * (ratio - 1));
            after.add(logs.get(i) + factor);
        }
        return new Evidence(against, after, candidate + (onCandidate ? 1 : 0), baseline + (onCandidate ? 0 : 1));
    }

    /** With what another one saw of other units. */
    public Evidence plus(Evidence other) {
        if (other.against != against) {
            throw new IllegalArgumentException("Evidence of " + other.against + " says nothing of " + against + ".");
        }
        List<Double> sum = new ArrayList<>(logs.size());
        for (int i = 0; i < logs.size(); i++) {
            sum.add(logs.get(i) + other.logs.get(i));
        }
        return new Evidence(against, sum, candidate + other.candidate, baseline + other.baseline);
    }

    /** The natural logarithm of the e-value: of the mean of the products. */
    public double logE() {
        return LogMath.mean(logs);
    }

    /** The e-value: 1 with nothing seen; infinite when it is too large for a double. */
    public double e() {
        return Math.exp(logE());
    }

    /** How many units were seen. */
    public long units() {
        return candidate + baseline;
    }
}

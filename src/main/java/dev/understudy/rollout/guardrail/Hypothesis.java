package dev.understudy.rollout.guardrail;

import java.util.Arrays;
import java.util.List;

/**
 * What is tested of units that fall on the candidate's side with a known probability {@code w}. For each ratio {@code
 * r} the factor of one unit is {@code (r if candidate else 1) / (w r + 1 - w)}; its expectation is 1 if {@code w} is
 * true, so the product over units, and the mean of the products over the ratios, are e-processes: the probability that
 * one ever reaches {@code x} is at most {@code 1 / x}.
 */
public enum Hypothesis {
    /** Against "newly bad units are no more often the candidate's than its exposure": ratios above 1. */
    HARM(1.5, 2, 3, 5, 10, 30),

    /**
     * Against "units are the candidate's as often as its exposure", both ways. The ratio is that of the odds: near to 1
     * for what shows after many units, far for what shows at once.
     */
    ALLOCATION(0.5, 0.8, 0.9, 0.95, 1 / 0.95, 1 / 0.9, 1 / 0.8, 2);

    private final List<Double> ratios;

    Hypothesis(double... ratios) {
        this.ratios = Arrays.stream(ratios).boxed().toList();
    }

    List<Double> ratios() {
        return ratios;
    }
}

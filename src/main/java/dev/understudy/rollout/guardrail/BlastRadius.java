package dev.understudy.rollout.guardrail;

import java.util.List;

/**
 * What shadowed decisions have shown so far against "at most a share {@code declared} of decisions changes". The
 * e-value is the mean over {@code r} in {1.25, 1.5, 2, 3, 5} with {@code r d < 1} of {@code prod (r if changed else
 * (1 - r d) / (1 - d))}. It follows from the two counts alone, so those of several nodes are added.
 *
 * @param declared the share that the author declared, from 0 to 1
 * @param changed decisions that changed
 * @param same decisions that did not
 */
public record BlastRadius(double declared, long changed, long same) {
    private static final List<Double> RATIOS = List.of(1.25, 1.5, 2.0, 3.0, 5.0);
    private static final double STOP = 100;

    /** @throws IllegalArgumentException when it is no share, or a count is below 0 */
    public BlastRadius {
        if (!(declared >= 0 && declared <= 1) || changed < 0 || same < 0) {
            throw new IllegalArgumentException("A declared share is from 0 to 1, and decisions are counted from 0.");
        }
    }

    /** Nothing seen. */
    public static BlastRadius of(double declared) {
        return new BlastRadius(declared, 0, 0);
    }

    /** With one more decision. */
    public BlastRadius with(boolean isChanged) {
        return new BlastRadius(declared, changed + (isChanged ? 1 : 0), same + (isChanged ? 0 : 1));
    }

    /** With what another one saw of other decisions. */
    public BlastRadius plus(BlastRadius other) {
        if (other.declared != declared) {
            throw new IllegalArgumentException("Both have to be of the same declared share.");
        }
        return new BlastRadius(declared, changed + other.changed, same + other.same);
    }

    /** The natural logarithm of the e-value; 0 when a share of 80 % or more is declared, which nothing can exceed. */
    public double logE() {
        List<Double> logs = RATIOS.stream()
                .filter(ratio -> ratio * declared < 1)
                .map(ratio ->
                        changed * Math.log(ratio) + same * (Math.log1p(-ratio * declared) - Math.log1p(-declared)))
                .toList();
        return logs.isEmpty() ? 0 : LogMath.mean(logs);
    }

    /** The e-value. */
    public double e() {
        return Math.exp(logE());
    }

    /** Whether the candidate changes more than was declared, and has to stop. */
    public boolean isExceeded() {
        return logE() >= Math.log(STOP);
    }
}

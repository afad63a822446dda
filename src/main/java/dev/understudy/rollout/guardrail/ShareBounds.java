package dev.understudy.rollout.guardrail;

/**
 * Between what a share lies, however often one looked on the way: with a probability of 95 % the true share is within
 * all bounds that are ever shown. After Robbins, "Statistical methods related to the law of the iterated logarithm"
 * (1970): the likelihoods of all shares, mixed evenly, over that of {@code p} are an e-process against {@code p}, and
 * the bounds are where it reaches 20.
 *
 * @param atLeast from 0 to 1
 * @param atMost from 0 to 1
 */
public record ShareBounds(double atLeast, double atMost) {
    private static final double LOG_BOUND = Math.log(20);
    private static final int HALVINGS = 60;
    private static final double STIRLING_FROM = 15;

    /** Those of {@code hits} among so many; 0 and 1 without any. */
    public static ShareBounds of(long hits, long misses) {
        if (hits < 0 || misses < 0) {
            throw new IllegalArgumentException("Decisions are counted from 0.");
        }
        if (hits + misses == 0) {
            return new ShareBounds(0, 1);
        }
        double share = (double) hits / (hits + misses);
        double mixed = logGamma(hits + 1.0) + logGamma(misses + 1.0) - logGamma(hits + misses + 2.0);
        double low = hits == 0 ? 0 : edge(0, share, mixed, hits, misses);
        double high = misses == 0 ? 1 : edge(1, share, mixed, hits, misses);
        return new ShareBounds(low, high);
    }

    /** Where the e-process reaches its bound, between a share that is out and one that is in. */
    private static double edge(double outside, double inside, double mixed, long hits, long misses) {
        double out = outside;
        double in = inside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (mixed - logLikelihood(middle, hits, misses) >= LOG_BOUND) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return out;
    }

    private static double logLikelihood(double share, long hits, long misses) {
        return (hits == 0 ? 0 : hits * Math.log(share)) + (misses == 0 ? 0 : misses * Math.log1p(-share));
    }

    /** Of numbers from 1 on: Stirling's series, from where it is exact enough, and down from there by the recursion. */
    private static double logGamma(double number) {
        double x = number;
        double below = 0;
        while (x < STIRLING_FROM) {
            below += Math.log(x);
            x++;
        }
        double inverse = 1 / x;
        double square = inverse * inverse;
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + inverse * (1 / 12.0 - square * (1 / 360.0 - square / 1260.0))
                - below;
    }
}

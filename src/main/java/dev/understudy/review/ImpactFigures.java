package dev.understudy.review;

/**
 * What deciding again came to for one ruleset, as far as two of them are compared.
 *
 * @param sample names the decisions
 * @param counted how many of the newest were decided again
 * @param changed how many of them change or can't be decided any more
 * @param digest which decisions change, from what to what
 */
record ImpactFigures(String sample, long counted, long changed, String digest) {
    /** Whether the same decisions change in the same way. */
    boolean sameAs(ImpactFigures other) {
        return sample.equals(other.sample) && digest.equals(other.digest);
    }
}

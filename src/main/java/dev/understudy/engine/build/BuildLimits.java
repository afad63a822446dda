package dev.understudy.engine.build;

/**
 * What the classes of one ruleset may take: each stays in memory as long as the ruleset is live.
 *
 * @param classes how many there may be, those of types and functions counted
 * @param classBytes the size of their class files in bytes; loaded they take about as much again
 */
public record BuildLimits(int classes, long classBytes) {
    /** Room for about ten thousand rules: 50,000 classes of 128 MiB. */
    public static final BuildLimits USUAL = new BuildLimits(50_000, 128L << 20);
}

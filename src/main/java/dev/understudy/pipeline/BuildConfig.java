package dev.understudy.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** What building rulesets may use. */
@ConfigMapping(prefix = "understudy.build")
public interface BuildConfig {
    /** Builds at a time; default half of the processors, at least one, so that deciding always has the others. */
    OptionalInt parallelism();

    /**
     * Time of the processor that one build may take before it is given up; ten times as much by the clock, since builds
     * give way to decisions. Default 60 s.
     */
    @WithDefault("60s")
    Duration timeLimit();

    /** Memory that one build may allocate in all, in MiB; default 8192. Most of it is garbage at once. */
    @WithDefault("8192")
    long allocationLimitMegabytes();

    /**
     * Whether rules that {@code main} ran go on when a new version, or lower limits, would refuse them; default true.
     * False makes them BROKEN: for an upgrade that closes a hole.
     */
    @WithDefault("true")
    boolean keepRefusedMain();

    /** Classes that the rules of one ruleset may make; default 50,000, which about 10,000 rules need. */
    @WithDefault("50000")
    int classLimit();

    /** The size of these classes, in MiB; loaded they take about as much again. Default 128. */
    @WithDefault("128")
    long classLimitMegabytes();

    /** Disk for compiled classes, in MiB; what was compiled first is dropped at a start. Default 1024. */
    @WithDefault("1024")
    long classStoreMegabytes();
}

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

    /** Time that one build may take before it is given up; default 60 s. */
    @WithDefault("60s")
    Duration timeLimit();

    /** Memory that one build may allocate in all, in MiB; default 8192. Most of it is garbage at once. */
    @WithDefault("8192")
    long allocationLimitMegabytes();

    /** Disk for compiled classes, in MiB; what was compiled first is dropped at a start. Default 1024. */
    @WithDefault("1024")
    long classStoreMegabytes();
}

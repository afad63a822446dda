package dev.understudy.bench;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the benchmark turns on. */
@ConfigMapping(prefix = "understudy.bench")
public interface BenchConfig {
    /** Whether the echo is there, with which the benchmark compares decisions; default false, refused in production. */
    @WithDefault("false")
    boolean echo();
}

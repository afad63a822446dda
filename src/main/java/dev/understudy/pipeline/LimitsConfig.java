package dev.understudy.pipeline;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What one decision may use; a ruleset may lower it. Written as in {@code ruleset.yaml}. */
@ConfigMapping(prefix = "understudy.limits")
interface LimitsConfig {
    /** Wall-clock time, at most an hour; default 250 ms. */
    @WithDefault("250ms")
    String time();

    /** Steps of rule code; default 5,000,000. */
    @WithDefault("5000000")
    String steps();

    /** Memory allocated; default 32 MiB. Most of it is garbage at once. */
    @WithDefault("32MiB")
    String allocation();

    /** Rules fired; default 10,000. */
    @WithDefault("10000")
    String firings();
}

package dev.understudy.shadow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What candidates that decide in the shadow may take of a node. */
@ConfigMapping(prefix = "understudy.shadow")
interface ShadowConfig {
    /** Processor time that they may take together, in percent of all processors, 1 to 50. Default 10. */
    @WithDefault("10")
    int processorPercent();

    /** What they may allocate together in a second, in MiB, 1 or more. Default 64. */
    @WithDefault("64")
    int allocationMegabytes();

    /** How many may run of one ruleset on request at once, 1 to 20; more get a 429. Default 3. */
    @WithDefault("3")
    int most();

    /** How long one on request may run, more than 0 and at most 24h. Default 24h. */
    @WithDefault("24h")
    Duration longest();
}

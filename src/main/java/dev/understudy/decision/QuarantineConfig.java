package dev.understudy.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the rules of a draft decide no more. */
@ConfigMapping(prefix = "understudy.quarantine")
interface QuarantineConfig {
    /** How many of its decisions have to be stopped for it, 1 to 1,000; default 5. */
    @WithDefault("5")
    int stops();

    /** Within how long, at most a day; default 60 s. Alarms about {@code main} are this far apart, too. */
    @WithDefault("60s")
    Duration window();
}

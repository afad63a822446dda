package dev.understudy.replay.compare;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.OptionalInt;

/** What deciding again may use. */
@ConfigMapping(prefix = "understudy.replay")
interface ReplayerConfig {
    /** Threads that decide again, 1 to 256; default the number of processors. They give way to all others. */
    OptionalInt workers();

    /** What they may allocate together in a second, in MiB, 1 or more; what needs more waits. Default 2048. */
    @WithDefault("2048")
    int allocationMegabytes();
}

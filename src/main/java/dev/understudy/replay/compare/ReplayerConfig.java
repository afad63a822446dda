package dev.understudy.replay.compare;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalInt;

/** What deciding again may use. */
@ConfigMapping(prefix = "understudy.replay")
interface ReplayerConfig {
    /** Threads that decide again, 1 to 256; default the number of processors. They give way to all others. */
    OptionalInt workers();
}

package dev.understudy.review.mutation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is tried to find what scenarios don't notice. */
@ConfigMapping(prefix = "understudy.review.mutation")
public interface MutationConfig {
    /** How many mutants of one change are tried at most; default 100. */
    @WithDefault("100")
    int mutants();

    /** Time of the processor for the mutants of one change; three times as much by the clock. Default 20 s. */
    @WithDefault("20s")
    Duration time();
}

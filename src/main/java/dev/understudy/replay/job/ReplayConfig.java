package dev.understudy.replay.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What replays of many decisions may take. */
@ConfigMapping(prefix = "understudy.replay.jobs")
interface ReplayConfig {
    /** How many replays may wait, on all nodes together, 1 to 1,000; default 20. More get a 429. */
    @WithDefault("20")
    int queue();

    /** How many decisions one replay may be of, 1 to 1,000,000,000; default 10,000,000. More get a 400. */
    @WithDefault("10000000")
    int mostDecisions();
}

package dev.understudy.decisionlog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How this node hands its decisions to the database. */
@ConfigMapping(prefix = "understudy.decision-log")
public interface DecisionLogConfig {
    /**
     * Where decisions wait for the database, and where records that it does not take are kept. Default {@code
     * decision-log} in the data folder.
     */
    @WithDefault("${understudy.data:data}/decision-log")
    Path folder();

    /** About how many bytes of records go to the database in one transaction, 65,536 to 67,108,864; default 4 MiB. */
    @WithDefault("4194304")
    int batchBytes();

    /**
     * How long a stop waits at most until the database has what this node decided, up to 30 s; default 5 s. What is
     * left then is shipped after the next start.
     */
    @WithDefault("5s")
    Duration drain();
}

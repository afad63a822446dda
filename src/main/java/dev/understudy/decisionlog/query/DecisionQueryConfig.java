package dev.understudy.decisionlog.query;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What reading the decision log may take. */
@ConfigMapping(prefix = "understudy.decision-query")
interface DecisionQueryConfig {
    /** How long one query may take, 1 ms to 25 s; default 10 s. A wider one is refused with a 400. */
    @WithDefault("10s")
    Duration timeout();

    /** How many exports may run at a time on a node, at least 1; default 4. More get a 429. */
    @WithDefault("4")
    int exports();
}

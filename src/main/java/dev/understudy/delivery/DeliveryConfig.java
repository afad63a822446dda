package dev.understudy.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rollouts go. */
@ConfigMapping(prefix = "understudy.rollout")
public interface DeliveryConfig {
    /**
     * Whether a merge follows the section {@code rollout} of {@code ruleset.yaml}; if not, what is merged decides at
     * once unless the merge brings a plan of its own. Default true.
     */
    @WithDefault("true")
    boolean followPlans();

    /** How often each node looks at rollouts and reverts; from 50ms to 5s. Default 500ms. */
    @WithDefault("500ms")
    Duration tick();
}

package dev.understudy.isolation;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whether an instance serves one branch alone. */
@ConfigMapping(prefix = "understudy.branch")
interface IsolationConfig {
    /** The branch that this instance serves, and no other. It serves all of them when this is not set. */
    Optional<String> only();
}

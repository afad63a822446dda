package dev.understudy.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the audit log is kept. */
@ConfigMapping(prefix = "understudy.audit")
interface AuditConfig {
    /** How often its head is written into the rules repository, when it has moved; 1 s or more, default 1 min. */
    @WithDefault("1m")
    Duration anchorInterval();
}

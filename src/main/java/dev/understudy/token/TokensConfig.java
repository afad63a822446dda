package dev.understudy.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tokens of programs are known. */
@ConfigMapping(prefix = "understudy.tokens")
interface TokensConfig {
    /** How often each node reads what tokens there are: a token that is revoked on another one goes on for so long. */
    @WithDefault("15s")
    Duration refresh();

    /** How long tokens go on when the database can't be asked. 1 h by default. */
    @WithDefault("1h")
    Duration staleGrace();
}

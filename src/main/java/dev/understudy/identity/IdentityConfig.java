package dev.understudy.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of how callers are told apart. */
@ConfigMapping(prefix = "understudy.identity")
interface IdentityConfig {
    /** How long verified credentials are taken without asking the database again. 60 s by default. */
    @WithDefault("60s")
    Duration trustFor();

    /** How long credentials that were verified earlier go on when the database can't be asked. 1 h by default. */
    @WithDefault("1h")
    Duration staleGrace();

    /** How long credentials that were found wrong are refused without hashing them again. 2 s by default. */
    @WithDefault("2s")
    Duration refuseFor();

    /** How many verified credentials are remembered at most; as many wrong ones. 4096 by default. */
    @WithDefault("4096")
    int remembered();

    /** How many passwords may wait to be hashed before callers get a 429. 32 by default. */
    @WithDefault("32")
    int waiting();
}

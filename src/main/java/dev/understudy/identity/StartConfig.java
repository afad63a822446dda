package dev.understudy.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings that the launcher checks before anything starts. */
@ConfigMapping(prefix = "understudy")
interface StartConfig {
    /** Whether accounts exist whose password is their name. Not in production. {@code false} by default. */
    @WithDefault("false")
    boolean demoAccounts();

    /** The base64 of 32 random bytes or more, the same on each node. Has no default. */
    Optional<String> signingKey();

    /** Whether production may use the PostgreSQL that comes with the service. {@code false} by default. */
    @WithDefault("false")
    boolean embeddedDatabase();

    /** Where that PostgreSQL's programs are unpacked; {@code postgres-binaries} in the data folder by default. */
    Optional<String> postgresBinaries();
}

package dev.understudy.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How others are told of what happens. */
@ConfigMapping(prefix = "understudy.webhooks")
interface WebhooksConfig {
    /** Whether what is sent may go over plain http to other machines. Default false. */
    @WithDefault("false")
    boolean allowHttp();

    /**
     * Whether it may go to addresses that the internet does not have: this machine, private networks. Default false,
     * since admins of Understudy could reach with it what only this machine may.
     */
    @WithDefault("false")
    boolean allowPrivate();

    /** How often each node looks for what is to be sent; from 50ms to 1m. Default 1s. */
    @WithDefault("1s")
    Duration tick();

    /** The {@code source} of events: a URI that tells this installation from others. */
    @WithDefault("urn:understudy")
    String source();

    /**
     * A file of certificates in PEM: authorities, or receivers themselves, that are trusted beside those that the JVM
     * trusts. Read when the service starts. Default none.
     */
    Optional<Path> trustedCertificates();
}

package dev.understudy.launch;

import dev.understudy.identity.SigningKey;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Optional;

/** Hands settings to Quarkus, as system properties: they win over all other sources. */
final class Settings {
    private Settings() {}

    /** A setting as Quarkus will see it, read before there is a Quarkus. */
    static Optional<String> configured(String name) {
        return Lazy.CONFIG.getOptionalValue(name, String.class);
    }

    /** The embedded PostgreSQL, of which nobody else knows the port and the password. */
    static void database(EmbeddedPostgres postgres) {
        System.setProperty("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
        System.setProperty("quarkus.datasource.username", postgres.user());
        System.setProperty("quarkus.datasource.password", postgres.password());
    }

    /** What makes a service that is safe to try: on this machine alone, with accounts and a key of its own. */
    static void forTrying(DataFolder data, int port) {
        System.setProperty("understudy.data", data.root().toString());
        System.setProperty(SigningKey.SETTING, data.secret("signing.key"));
        System.setProperty(StartChecks.DEMO_ACCOUNTS, "true");
        System.setProperty("quarkus.http.host", "127.0.0.1");
        System.setProperty("quarkus.http.port", Integer.toString(port));
        System.setProperty("quarkus.log.console.json.enabled", "false");
        // Whoever tries webhooks on one machine has the receiver there, too.
        System.setProperty("understudy.webhooks.allow-private", "true");
    }

    /**
     * Only what the command line says; the rest is the operator's.
     *
     * @return where the service will listen
     */
    static int forProduction(DataFolder data, Options options) {
        System.setProperty("understudy.data", data.root().toString());
        int port = options.port().isPresent()
                ? options.portToUse()
                : configured("quarkus.http.port").map(Integer::parseInt).orElseGet(options::portToUse);
        System.setProperty("quarkus.http.port", Integer.toString(port));
        return port;
    }

    private static final class Lazy {
        static final SmallRyeConfig CONFIG = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDiscoveredSources()
                .addDefaultInterceptors()
                .withProfile("prod")
                .build();
    }
}

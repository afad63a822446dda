package dev.understudy.launch;

import dev.understudy.identity.SigningKey;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What production must have, and must not have, before anything is started. */
final class StartChecks {
    static final String DEMO_ACCOUNTS = "understudy.demo-accounts";
    static final String BENCH_ECHO = "understudy.bench.echo";
    static final String EMBEDDED_DATABASE = "understudy.embedded-database";
    static final String JDBC_URL = "quarkus.datasource.jdbc.url";

    private StartChecks() {}

    /**
     * Refuses settings that are unsafe.
     *
     * @param settings the value of a setting, if it has one
     * @return whether the embedded database is to be started
     * @throws StartFailure naming the setting, and what to do
     */
    static boolean production(Function<String, Optional<String>> settings) {
        if (isTrue(settings, DEMO_ACCOUNTS)) {
            throw StartFailure.of(DEMO_ACCOUNTS + " is true, and everybody knows the demo accounts' passwords; set "
                    + env(DEMO_ACCOUNTS) + "=false, or start './understudy run' to try the service.");
        }
        if (isTrue(settings, BENCH_ECHO)) {
            throw StartFailure.of(
                    BENCH_ECHO + " is true, which is for the benchmark alone; set " + env(BENCH_ECHO) + "=false.");
        }
        boolean embedded = isTrue(settings, EMBEDDED_DATABASE);
        boolean hasUrl = settings.apply(JDBC_URL).filter(url -> !url.isBlank()).isPresent();
        if (!hasUrl && !embedded) {
            throw StartFailure.of(
                    JDBC_URL + " is missing; set " + env(JDBC_URL) + "=jdbc:postgresql://host/database, or "
                            + env(EMBEDDED_DATABASE) + "=true for the embedded PostgreSQL.");
        }
        if (hasUrl && embedded) {
            throw StartFailure.of(JDBC_URL + " and " + EMBEDDED_DATABASE + " are both set; take one of them away.");
        }
        try {
            new SigningKey(settings.apply(SigningKey.SETTING).orElse(""));
        } catch (IllegalArgumentException e) {
            String fault =
                    settings.apply(SigningKey.SETTING).isPresent() ? " is too short or no base64" : " is missing";
            throw StartFailure.of(SigningKey.SETTING + fault + "; set " + env(SigningKey.SETTING)
                    + " to what 'openssl rand -base64 32' prints, the same on each node.");
        }
        return embedded;
    }

    private static boolean isTrue(Function<String, Optional<String>> settings, String name) {
        return settings.apply(name)
                .map(value -> Boolean.parseBoolean(value.strip()))
                .orElse(false);
    }

    /** The setting's environment variable. */
    private static String env(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}

package dev.understudy.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartChecksTest {
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/understudy",
            "understudy.signing-key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));

    private boolean check() {
        return StartChecks.production(name -> Optional.ofNullable(settings.get(name)));
    }

    private void isRefusedNaming(String setting, String whatToDo) {
        assertThatThrownBy(this::check).isInstanceOfSatisfying(StartFailure.class, failure -> {
            assertThat(failure.sentence())
                    .startsWith(setting)
                    .contains(whatToDo)
                    .endsWith(".")
                    .doesNotContain("\n");
            assertThat(failure.status()).isEqualTo(1);
        });
    }

    @Test
    void safeSettingsStartWithoutAnEmbeddedDatabase() {
        assertThat(check()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " true "})
    void demoAccountsAreRefused(String value) {
        settings.put("understudy.demo-accounts", value);
        isRefusedNaming("understudy.demo-accounts", "UNDERSTUDY_DEMO_ACCOUNTS=false");
    }

    @Test
    void theBenchmarksEchoIsRefused() {
        settings.put("understudy.bench.echo", "true");
        isRefusedNaming("understudy.bench.echo", "UNDERSTUDY_BENCH_ECHO=false");
    }

    @Test
    void aMissingDatabaseIsRefused() {
        settings.remove("quarkus.datasource.jdbc.url");
        isRefusedNaming("quarkus.datasource.jdbc.url", "UNDERSTUDY_EMBEDDED_DATABASE=true");
        settings.put("quarkus.datasource.jdbc.url", " ");
        isRefusedNaming("quarkus.datasource.jdbc.url", "QUARKUS_DATASOURCE_JDBC_URL=");
    }

    @Test
    void anEmbeddedDatabaseHasToBeAskedFor() {
        settings.remove("quarkus.datasource.jdbc.url");
        settings.put("understudy.embedded-database", "true");
        assertThat(check()).isTrue();
    }

    @Test
    void twoDatabasesAreRefused() {
        settings.put("understudy.embedded-database", "true");
        isRefusedNaming("quarkus.datasource.jdbc.url", "understudy.embedded-database");
    }

    @Test
    void aMissingSigningKeyIsRefused() {
        settings.remove("understudy.signing-key");
        isRefusedNaming("understudy.signing-key is missing", "openssl rand -base64 32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MD==", "ä"})
    void aWeakSigningKeyIsRefused(String key) {
        settings.put("understudy.signing-key", key);
        isRefusedNaming("understudy.signing-key is too short or no base64", "UNDERSTUDY_SIGNING_KEY");
    }
}

package dev.understudy.testsupport;

import dev.understudy.launch.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL, a data folder and a signing key for all {@code @QuarkusTest} classes of a run. Annotate one with
 * {@code @QuarkusTestResource(EmbeddedPostgresResource.class)}; it counts for all.
 */
public final class EmbeddedPostgresResource implements QuarkusTestResourceLifecycleManager {
    private static final String SIGNING_KEY =
            Base64.getEncoder().encodeToString("a key of 32 bytes for tests only".getBytes(StandardCharsets.US_ASCII));

    private Optional<EmbeddedPostgres> postgres = Optional.empty();
    private Optional<Path> data = Optional.empty();

    @Override
    public Map<String, String> start() {
        TestFolders.sharePostgresBinaries();
        Path folder = TestFolders.create("understudy-test");
        data = Optional.of(folder);
        EmbeddedPostgres started = EmbeddedPostgres.startIn(folder);
        postgres = Optional.of(started);
        return Map.of(
                "quarkus.datasource.jdbc.url",
                started.jdbcUrl(),
                "quarkus.datasource.username",
                started.user(),
                "quarkus.datasource.password",
                started.password(),
                "understudy.data",
                folder.toString(),
                // What tests merge is to decide at once, unless a test says how it takes over.
                "understudy.rollout.follow-plans",
                "false",
                "understudy.rollout.tick",
                "100ms",
                // Receivers of tests are on this machine.
                "understudy.webhooks.allow-private",
                "true",
                "understudy.webhooks.tick",
                "100ms",
                "understudy.signing-key",
                SIGNING_KEY,
                "understudy.demo-accounts",
                "true");
    }

    @Override
    public void stop() {
        postgres.ifPresent(EmbeddedPostgres::close);
        data.ifPresent(TestFolders::delete);
    }
}

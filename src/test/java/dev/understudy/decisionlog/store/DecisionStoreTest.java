package dev.understudy.decisionlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.decisionlog.DecisionLogConfig;
import dev.understudy.decisionlog.Decisions;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class DecisionStoreTest {
    /** A time to keep that no ruleset of the tests has, so that what is written here is nobody else's. */
    private static final int KEEP_DAYS = 36_499;

    @Inject
    DecisionLogConfig config;

    @Inject
    DataSource database;

    @Inject
    @ConfigProperty(name = "understudy.data")
    Path data;

    @Test
    void theFolderIsInTheDataFolderAndTheRestIsAsDocumented() {
        assertThat(config.folder()).isEqualTo(data.resolve("decision-log"));
        assertThat(config.batchBytes()).isEqualTo(4 << 20);
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void decisionsAreShippedOverTheConnectionsOfTheService() throws SQLException {
        WaitingRecords records = new WaitingRecords();
        InstantSource clock = InstantSource.system();
        for (int i = 0; i < 300; i++) {
            records.add(Decisions.at(clock.instant(), KEEP_DAYS));
        }
        DecisionTable table = new DecisionTable(database, new Partitions(), clock);
        Shipper shipper = new Shipper(
                records,
                new Shipper.Destination(table, new AsideFile(config.folder())),
                new ShippingMeters(new SimpleMeterRegistry()),
                clock,
                config.batchBytes());
        shipper.start();
        await().until(() -> records.waitingBytes() == 0);

        assertThat(shipper.stop(config.drain())).isTrue();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from decision where keep_days = " + KEEP_DAYS))
                    .isEqualTo(300);
        }
    }
}

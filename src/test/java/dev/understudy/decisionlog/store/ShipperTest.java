package dev.understudy.decisionlog.store;

import static dev.understudy.decisionlog.Decisions.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.decisionlog.Decisions;
import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.testsupport.LoggedLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(GivenDatabase.class)
class ShipperTest {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final int BATCH_BYTES = 1 << 16;
    private final StoreDatabase database;

    private final Path folder;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingRecords records = new WaitingRecords();
    private final List<Shipper> shippers = new ArrayList<>();

    ShipperTest(StoreDatabase database, @TempDir Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @AfterEach
    void stopShippers() {
        shippers.forEach(shipper -> shipper.stop(DRAIN));
    }

    private Shipper start(WaitingRecords source) {
        DecisionTable table = new DecisionTable(database.dataSource(), new Partitions(), () -> NOON);
        Shipper shipper = new Shipper(
                source,
                new Shipper.Destination(table, new AsideFile(folder)),
                new ShippingMeters(meters),
                () -> NOON.plusSeconds(60),
                BATCH_BYTES);
        shippers.add(shipper);
        shipper.start();
        return shipper;
    }

    private void awaitEmpty(WaitingRecords source) {
        await().atMost(Duration.ofSeconds(30)).until(() -> source.waitingBytes() == 0);
    }

    private static List<LoggedDecision> many(int number) {
        return Stream.generate(Decisions::any).limit(number).toList();
    }

    private double meter(String name) {
        return meters.get("understudy.decision.log." + name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    private double setAside(String reason) {
        return meters.get("understudy.decision.log.set.aside")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void whatIsAddedIsInTheTableSoonAndOnce() {
        start(records);
        records.addAll(many(3_000));
        awaitEmpty(records);
        records.add(Decisions.any());
        awaitEmpty(records);

        assertThat(database.decisions()).isEqualTo(3_001);
        assertThat(meter("shipped")).isEqualTo(3_001);
        assertThat(meter("waiting")).isZero();
        await().until(() -> meter("oldest") == 0);
    }

    @Test
    void anEndBetweenTheCommitAndItsNoteMakesNoSecondRow() {
        records.addAll(many(500));
        records.endBeforeShipped(2);
        start(records).stop(DRAIN);
        shippers.clear();
        start(records);
        awaitEmpty(records);

        assertThat(database.decisions()).isEqualTo(500);
    }

    @Test
    void batchesThatComeAgainAreCountedAsRepeated() {
        List<LoggedDecision> decisions = many(10);
        records.addAll(decisions);
        start(records);
        awaitEmpty(records);
        records.addAll(decisions);
        awaitEmpty(records);

        assertThat(database.decisions()).isEqualTo(10);
        assertThat(meter("repeated")).isEqualTo(10);
    }

    @Test
    void twoNodesWithTheSameDecisionsWriteEachOnce() {
        WaitingRecords other = new WaitingRecords();
        List<LoggedDecision> decisions = many(4_000);
        records.addAll(decisions);
        other.addAll(decisions.reversed());
        start(records);
        start(other);
        awaitEmpty(records);
        awaitEmpty(other);

        assertThat(database.decisions()).isEqualTo(4_000);
    }

    @Test
    void recordsThatAreNoneAreKeptAsideAndTheOthersGoOn() throws IOException {
        records.add(new byte[] {9, 1, 2});
        records.add(Decisions.any());
        records.add(new byte[0]);
        start(records);
        awaitEmpty(records);

        assertThat(database.decisions()).isEqualTo(1);
        assertThat(setAside("unreadable")).isEqualTo(2);
        assertThat(Files.readAllLines(folder.resolve(AsideFile.NAME)))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("The record is of version 9; this service reads version ")
                                .contains("\"record\":\"CQEC\""),
                        line -> assertThat(line).contains("ends too early"));
    }

    @Test
    void whatPostgresqlRefusesIsFoundAmongThousands() throws IOException {
        List<LoggedDecision> decisions = new ArrayList<>(many(1_000));
        decisions.add(0, Decisions.by("\u0000"));
        decisions.add(500, Decisions.by("x\u0000"));
        decisions.add(Decisions.by("y\u0000"));
        records.addAll(decisions);
        start(records);
        awaitEmpty(records);

        assertThat(database.decisions()).isEqualTo(1_000);
        assertThat(setAside("refused")).isEqualTo(3);
        assertThat(Files.readAllLines(folder.resolve(AsideFile.NAME)))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).contains("SQLSTATE 22021"));
    }

    @Test
    void aStopShipsWhatThereIs() {
        records.addAll(many(2_000));
        boolean all = start(records).stop(DRAIN);

        assertThat(all).isTrue();
        assertThat(database.decisions()).isEqualTo(2_000);
    }

    @Test
    void afterAStopTheSourceIsNotAskedAnyMore() {
        Shipper shipper = start(records);
        shipper.stop(DRAIN);
        int reads = records.reads();
        records.add(Decisions.any());
        shipper.wake();

        assertThat(records.reads()).isEqualTo(reads);
        assertThat(shipper.stop(Duration.ZERO)).isFalse();
    }

    @Test
    void anOutageIsSurvivedCountedAndLoggedOnce() {
        LoggedLines lines = new LoggedLines(Outage.class);
        try {
            Shipper shipper = start(records);
            records.addAll(many(300));
            awaitEmpty(records);
            database.stopServer();
            records.addAll(many(300));
            await().until(() -> meter("failures") >= 3);
            assertThat(meter("oldest")).isEqualTo(60);
            assertThat(meter("waiting")).isPositive();
            database.startServer();
            shipper.wake();
            awaitEmpty(records);

            assertThat(database.decisions()).isEqualTo(600);
            await().until(() -> lines.lines().size() == 2);
            assertThat(lines.lines().getFirst())
                    .startsWith("WARN Decisions can't be written to the database:")
                    .endsWith("They are kept on this node until they can be; deciding goes on");
            assertThat(lines.lines().getLast()).startsWith("INFO Decisions are written to the database again, after ");
        } finally {
            lines.close();
        }
    }

    @Test
    void aStopDoesNotWaitForADatabaseThatIsAway() {
        Shipper shipper = start(records);
        database.stopServer();
        try {
            records.add(Decisions.any());
            await().until(() -> meter("failures") >= 1);
            long start = System.nanoTime();

            assertThat(shipper.stop(DRAIN)).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DRAIN.dividedBy(2));
            assertThat(records.waitingBytes()).isPositive();
        } finally {
            database.startServer();
        }
    }

    @Test
    void whenNoMoreCanBeKeptAsideNothingIsLost() {
        DecisionTable table = new DecisionTable(database.dataSource(), new Partitions(), () -> NOON);
        Shipper shipper = new Shipper(
                records,
                new Shipper.Destination(table, new AsideFile(folder, 10)),
                new ShippingMeters(meters),
                () -> NOON,
                BATCH_BYTES);
        shippers.add(shipper);
        records.add(new byte[] {9});
        records.add(Decisions.any());
        shipper.start();
        await().until(() -> meter("failures") >= 2);

        assertThat(records.waitingBytes()).isPositive();
    }
}

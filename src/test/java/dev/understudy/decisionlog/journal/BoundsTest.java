package dev.understudy.decisionlog.journal;

import static dev.understudy.decisionlog.journal.Texts.SEGMENT;
import static dev.understudy.decisionlog.journal.Texts.append;
import static dev.understudy.decisionlog.journal.Texts.long600;
import static dev.understudy.decisionlog.journal.Texts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal keeps to its bound, and goes on once there is room. */
class BoundsTest {
    private static final JournalLimits THREE = new JournalLimits(SEGMENT, 3L * SEGMENT);

    @TempDir
    Path folder;

    private final TestDisk disk = new TestDisk();

    private static List<String> fill(Journal journal, int from) {
        List<String> taken = new ArrayList<>();
        for (int i = from; append(journal, long600(i)) != Journal.FULL; i++) {
            taken.add(long600(i));
        }
        return taken;
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void atItsBoundNothingMoreIsTakenAndNothingIsLost() throws IOException {
        try (Journal journal = Journal.open(folder, THREE, disk)) {
            List<String> taken = fill(journal, 0);
            assertThat(taken).hasSize(18);
            assertThat(journal.refused()).isOne();
            assertThat(append(journal, long600(0))).isEqualTo(Journal.FULL);
            assertThat(journal.refused()).isEqualTo(2);
            assertThat(journal.obstacle().orElseThrow()).contains("is full", folder.toString());
            assertThat(read(journal)).isEqualTo(taken);
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(3L * SEGMENT + 2 * 4096);
        }
        assertThat(Texts.reopen(folder).texts()).hasSize(18);
    }

    @Test
    void whatIsShippedMakesRoomInTheSameFiles() throws IOException {
        try (Journal journal = Journal.open(folder, THREE, disk)) {
            for (int round = 0; round < 20; round++) {
                List<String> taken = fill(journal, round * 100);
                assertThat(taken).isNotEmpty();
                assertThat(read(journal)).isEqualTo(taken);
                Texts.ship(journal);
                assertThat(read(journal)).isEmpty();
                await().until(() -> journal.obstacle().isEmpty());
            }
            assertThat(disk.allocations).hasValue(3);
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(3L * SEGMENT + 2 * 4096);
        }
    }

    @Test
    void aFullJournalOpensAndShipsAndGoesOn() {
        try (Journal journal = Journal.open(folder, THREE, disk)) {
            assertThat(fill(journal, 0)).hasSize(18);
        }
        try (Journal journal = Journal.open(folder, new JournalLimits(SEGMENT, 2L * SEGMENT), disk)) {
            assertThat(append(journal, "no")).isEqualTo(Journal.FULL);
            assertThat(read(journal)).hasSize(18);
            Texts.ship(journal);
            await().until(() -> append(journal, "yes") != Journal.FULL);
            assertThat(read(journal)).containsExactly("yes");
        }
    }

    @Test
    void aDiskThatGetsFullIsLikeTheBound() {
        try (Journal journal = Journal.open(folder, Texts.SMALL, disk)) {
            append(journal, "first");
            disk.full = true;
            List<String> taken = fill(journal, 0);
            assertThat(taken).hasSizeLessThan(50);
            assertThat(journal.obstacle().orElseThrow()).contains("no space left on device", folder.toString());
            disk.full = false;
            Texts.ship(journal);
            await().until(() -> append(journal, "room") != Journal.FULL);
            assertThat(read(journal)).containsExactly("room");
        }
    }

    @Test
    void onAFullDiskWhatWaitsIsShippedAndMakesRoom() {
        try (Journal journal = Journal.open(folder, Texts.SMALL, disk)) {
            fill(journal, 0);
        }
        disk.full = true;
        try (Journal journal = Journal.open(folder, Texts.SMALL, disk)) {
            assertThat(append(journal, "no")).isEqualTo(Journal.FULL);
            assertThat(journal.obstacle().orElseThrow()).contains("no space left on device", folder.toString());
            assertThat(read(journal)).hasSize(64 * 6);
            disk.full = false;
            Texts.ship(journal);
            await().until(() -> append(journal, "yes") != Journal.FULL);
        }
    }

    @Test
    void aFullDiskAtTheStartIsToldInASentence() {
        disk.full = true;
        assertThatThrownBy(() -> Journal.open(folder, Texts.SMALL, disk))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("no space left on device")
                .hasMessageContaining("make room");
        disk.full = false;
        Journal.open(folder, Texts.SMALL, disk).close();
        disk.full = true;
        assertThatThrownBy(() -> Journal.open(folder, Texts.SMALL, disk)).hasMessageContaining("no space left");
    }

    @Test
    void aFileThatIsCutUnderItEndsTheJournalAndNotTheProcess() throws IOException {
        Journal journal = Journal.open(folder, Texts.SMALL, disk);
        long position = append(journal, "one");
        try (FileChannel channel =
                FileChannel.open(folder.resolve("0000000000000000.journal"), StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        assertThat(append(journal, "two")).isEqualTo(Journal.FULL);
        assertThat(append(journal, "three")).isEqualTo(Journal.FULL);
        assertThat(journal.obstacle().orElseThrow()).contains("The disk failed", "0000000000000000.journal");
        assertThat(journal.synced(position).toCompletableFuture()).failsWithin(30, TimeUnit.SECONDS);
        assertThatThrownBy(journal::close).isInstanceOf(JournalException.class);
        assertThat(Texts.reopen(folder).recovery().findings())
                .extracting(Recovery.Finding::kind)
                .containsExactly(Recovery.Kind.UNREADABLE);
    }
}

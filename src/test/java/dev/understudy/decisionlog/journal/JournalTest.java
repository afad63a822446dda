package dev.understudy.decisionlog.journal;

import static dev.understudy.decisionlog.journal.Texts.append;
import static dev.understudy.decisionlog.journal.Texts.long600;
import static dev.understudy.decisionlog.journal.Texts.open;
import static dev.understudy.decisionlog.journal.Texts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes in comes out, in order, until it is shipped. */
class JournalTest {
    @TempDir
    Path folder;

    @Test
    void recordsComeBackInTheirOrder() {
        try (Journal journal = open(folder)) {
            assertThat(read(journal)).isEmpty();
            append(journal, "one");
            append(journal, "");
            append(journal, "three");
            assertThat(read(journal)).containsExactly("one", "", "three");
        }
    }

    @Test
    void aPartOfAnArrayIsARecord() {
        try (Journal journal = open(folder)) {
            journal.append("abcdef".getBytes(StandardCharsets.UTF_8), 2, 3);
            assertThat(read(journal)).containsExactly("cde");
            assertThatThrownBy(() -> journal.append(new byte[3], 2, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void recordsGoOnInTheNextSegment() {
        List<String> all = IntStream.range(0, 50).mapToObj(Texts::long600).toList();
        try (Journal journal = open(folder)) {
            all.forEach(each -> append(journal, each));
            assertThat(read(journal)).isEqualTo(all);
            assertThat(journal.obstacle()).isEmpty();
        }
        assertThat(Texts.reopen(folder).texts()).isEqualTo(all);
    }

    @Test
    void aRecordMayFillASegmentAndNotMore() {
        try (Journal journal = open(folder)) {
            String largest = "x".repeat((int) journal.largestRecord());
            append(journal, largest);
            append(journal, "small");
            append(journal, largest);
            assertThat(read(journal)).containsExactly(largest, "small", largest);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> append(journal, largest + "x"))
                    .withMessageContaining("larger than a segment");
            assertThat(read(journal)).hasSize(3);
        }
    }

    @Test
    void aBatchHasAsManyBytesAsAskedForAndOneRecordAtLeast() {
        try (Journal journal = open(folder)) {
            IntStream.range(0, 20).forEach(i -> append(journal, long600(i)));
            long first = journal.firstPosition();
            assertThat(journal.read(first, 1).records()).hasSize(1);
            assertThat(journal.read(first, 1799).records()).hasSize(2);
            JournalBatch batch = journal.read(first, 1800);
            assertThat(batch.records()).hasSize(3);
            assertThat(new String(
                            journal.read(batch.nextPosition(), 1).records().getFirst(), StandardCharsets.UTF_8))
                    .isEqualTo(long600(3));
        }
    }

    @Test
    void positionsMeanTheSameAfterARestart() {
        long behindFirst;
        try (Journal journal = open(folder)) {
            append(journal, "one");
            behindFirst = journal.read(journal.firstPosition(), 1).nextPosition();
            append(journal, "two");
        }
        try (Journal journal = open(folder)) {
            assertThat(append(journal, "three")).isGreaterThan(behindFirst);
            assertThat(journal.read(behindFirst, 1000).records())
                    .extracting(each -> new String(each, StandardCharsets.UTF_8))
                    .containsExactly("two", "three");
        }
    }

    @Test
    void anOrderlyEndLeavesNothingToRecover() throws IOException {
        try (Journal journal = open(folder)) {
            append(journal, "one");
        }
        assertThat(segments()).hasSize(1).allSatisfy(file -> assertThat(file).hasSize(Segment.FIRST + 16));
        try (Journal journal = open(folder)) {
            assertThat(journal.recovery()).isEqualTo(new Recovery(1, 0, List.of()));
        }
    }

    @Test
    void whatWasShippedIsNotReadAgain() {
        try (Journal journal = open(folder)) {
            append(journal, "one");
            assertThat(journal.bytes()).isEqualTo(16);
            Texts.ship(journal);
            assertThat(journal.bytes()).isZero();
            append(journal, "two");
            assertThat(read(journal)).containsExactly("two");
        }
        assertThat(Texts.reopen(folder).texts()).containsExactly("two");
        try (Journal journal = open(folder)) {
            Texts.ship(journal);
        }
        assertThat(Texts.reopen(folder)).isEqualTo(new Texts.Found(List.of(), new Recovery(0, 0, List.of())));
    }

    @Test
    void manyRestartsTakeNoRoom() throws IOException {
        long end = 0;
        for (int i = 0; i < 100; i++) {
            try (Journal journal = open(folder)) {
                assertThat(append(journal, "again")).isGreaterThan(end);
                end = journal.endPosition();
            }
        }
        assertThat(segments()).hasSize(100);
        assertThat(segments().stream().mapToLong(file -> file.toFile().length()).sum())
                .isLessThan(4L * Texts.SEGMENT * 2);
        assertThat(Texts.reopen(folder).texts()).hasSize(100).containsOnly("again");
        assertThat(Texts.reopen(folder).recovery()).isEqualTo(new Recovery(100, 0, List.of()));
    }

    @Test
    void segmentsMayChangeTheirSize() {
        for (int pages = 1; pages <= 5; pages += 2) {
            JournalLimits limits = new JournalLimits(pages * 4096, 1L << 20);
            try (Journal journal = Journal.open(folder, limits, new TestDisk())) {
                IntStream.range(0, 10).forEach(i -> append(journal, long600(i)));
            }
        }
        Texts.Found found = Texts.reopen(folder);
        assertThat(found.texts()).hasSize(30);
        assertThat(found.recovery().findings()).isEmpty();
    }

    @Test
    void onTheMachinesDiskItIsTheSame() throws Exception {
        try (Journal journal = Journal.open(folder, new JournalLimits(4096, 3 * 4096))) {
            for (int i = 0; i < 30; i++) {
                long position = append(journal, long600(i));
                journal.synced(position).toCompletableFuture().get(30, TimeUnit.SECONDS);
                assertThat(read(journal)).containsExactly(long600(i));
                Texts.ship(journal);
            }
            append(journal, "last");
        }
        assertThat(Texts.reopen(folder).texts()).containsExactly("last");
    }

    @Test
    void restartsWithoutARecordLeaveNoFile() throws IOException {
        for (int i = 0; i < 5; i++) {
            open(folder).close();
        }
        assertThat(segments()).isEmpty();
    }

    @Test
    void onlyWhatWasReadCanBeShipped() {
        try (Journal journal = open(folder)) {
            long position = append(journal, "one");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.shipped(position))
                    .withMessageContaining("was read up to");
            journal.read(journal.firstPosition(), 100);
            journal.shipped(position);
            journal.shipped(position - 8);
            assertThat(journal.firstPosition()).isEqualTo(position);
        }
    }

    @Test
    void aClosedJournalTakesAndGivesNothing() {
        Journal journal = open(folder);
        append(journal, "one");
        journal.close();
        journal.close();
        assertThatIllegalStateException().isThrownBy(() -> append(journal, "two"));
        assertThatIllegalStateException().isThrownBy(() -> read(journal));
        assertThatIllegalStateException().isThrownBy(() -> journal.shipped(0));
    }

    @Test
    void aFolderHasOneJournalAtATime() {
        try (Journal journal = open(folder)) {
            assertThat(journal.obstacle()).isEmpty();
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("is in use by another process")
                    .hasMessageContaining(folder.toString());
        }
        open(folder).close();
    }

    @Test
    void aFolderThatCantBeMadeIsToldInASentence() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("in the way");
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        for (int segment : List.of(0, -4096, 1000, 4097, Integer.MIN_VALUE)) {
            assertThatIllegalArgumentException().isThrownBy(() -> new JournalLimits(segment, 1L << 30));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JournalLimits(4096, 8191))
                .withMessageContaining("no room for two segments");
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".journal")).toList());
        }
    }
}

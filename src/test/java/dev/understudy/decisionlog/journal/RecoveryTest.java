package dev.understudy.decisionlog.journal;

import static dev.understudy.decisionlog.journal.Texts.append;
import static dev.understudy.decisionlog.journal.Texts.long600;
import static dev.understudy.decisionlog.journal.Texts.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.decisionlog.journal.Recovery.Finding;
import dev.understudy.decisionlog.journal.Recovery.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happened to the files, what is whole in them is found, and the rest is told. */
class RecoveryTest {
    private static final List<String> THREE = List.of("first", "", "the third one");
    /** Where each of the three ends. */
    private static final List<Integer> ENDS = List.of(Segment.FIRST + 24, Segment.FIRST + 40, Segment.FIRST + 72);

    @TempDir
    Path folder;

    /** The one segment, once {@link #killedAfter} has made it. */
    private Path file = Path.of("");

    /** A folder with one segment of these records, as a process leaves it that is killed: as long as it was made. */
    private byte[] killedAfter(List<String> texts) throws IOException {
        try (Journal journal = open(folder)) {
            texts.forEach(each -> append(journal, each));
        }
        file = only(".journal");
        return Arrays.copyOf(Files.readAllBytes(file), Texts.SEGMENT);
    }

    private Path only(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found =
                    files.filter(each -> each.toString().endsWith(suffix)).toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private boolean nothingIsAside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.noneMatch(each -> each.toString().contains(".damaged"));
        }
    }

    private Texts.Found with(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        return Texts.reopen(folder);
    }

    private static List<Kind> kinds(Texts.Found found) {
        return found.recovery().findings().stream().map(Finding::kind).toList();
    }

    /** How many of the three end within so many bytes. */
    private static int wholeWithin(int length) {
        return (int) ENDS.stream().filter(end -> end <= length).count();
    }

    @Test
    void aKilledProcessLeavesNothingToTell() throws IOException {
        assertThat(with(killedAfter(THREE))).isEqualTo(new Texts.Found(THREE, new Recovery(3, 0, List.of())));
    }

    @Test
    void aFileThatEndsAnywhereGivesItsWholeRecords() throws IOException {
        byte[] bytes = killedAfter(THREE);
        for (int length = Segment.FIRST; length <= ENDS.getLast(); length++) {
            Texts.Found found = with(Arrays.copyOf(bytes, length));
            assertThat(found.texts()).as("%d bytes", length).isEqualTo(THREE.subList(0, wholeWithin(length)));
            assertThat(found.recovery().records()).isEqualTo(found.texts().size());
            assertThat(nothingIsAside()).isTrue();
            Files.deleteIfExists(file);
        }
    }

    @Test
    void aRecordWhoseEndIsZerosIsNone() throws IOException {
        byte[] bytes = killedAfter(List.of("first", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"));
        int start = ENDS.getFirst();
        for (int length = start + 1; length < start + 12 + 35; length++) {
            byte[] torn = Arrays.copyOf(Arrays.copyOf(bytes, length), Texts.SEGMENT);
            Texts.Found found = with(torn);
            assertThat(found.texts()).as("%d bytes", length).containsExactly("first");
            assertThat(kinds(found)).containsExactly(Kind.TORN_TAIL);
            assertThat(found.recovery().bytesCut()).isBetween(1L, 47L);
            assertThat(found.recovery().findings().getFirst().why()).contains(file.toString(), "were cut");
            assertThat(Texts.reopen(folder).recovery()).isEqualTo(new Recovery(1, 0, List.of()));
        }
    }

    @Test
    void aFlippedBitInTheLastRecordCostsThatRecord() throws IOException {
        byte[] bytes = killedAfter(THREE);
        int last = ENDS.get(1);
        for (int bit = 0; bit < 8 * (12 + THREE.getLast().length()); bit++) {
            byte[] flipped = bytes.clone();
            flipped[last + bit / 8] ^= (byte) (1 << bit % 8);
            Texts.Found found = with(flipped);
            assertThat(found.texts()).as("bit %d", bit).isEqualTo(THREE.subList(0, 2));
            assertThat(kinds(found)).containsExactly(Kind.TORN_TAIL);
        }
    }

    @Test
    void aFlippedBitAmidRecordsCostsOneAndKeepsTheFile() throws IOException {
        byte[] bytes = killedAfter(THREE);
        for (int bit = 0; bit < 8 * (12 + THREE.getFirst().length()); bit++) {
            byte[] flipped = bytes.clone();
            flipped[Segment.FIRST + bit / 8] ^= (byte) (1 << bit % 8);
            Texts.Found found = with(flipped);
            assertThat(found.texts()).as("bit %d", bit).isEqualTo(THREE.subList(1, 3));
            assertThat(kinds(found)).containsExactly(Kind.DAMAGED);
            assertThat(found.recovery().bytesCut()).isEqualTo(24);
            Path aside = only(".damaged");
            assertThat(found.recovery().findings().getFirst().file()).isEqualTo(aside);
            assertThat(aside).hasBinaryContent(flipped);
            assertThat(Texts.reopen(folder))
                    .as("once it is repaired")
                    .isEqualTo(new Texts.Found(THREE.subList(1, 3), new Recovery(2, 0, List.of())));
            Files.delete(aside);
        }
    }

    @Test
    void damageLeavesTheOtherSegmentsAlone() throws IOException {
        List<Path> files = sixSegments();
        byte[] second = Files.readAllBytes(files.get(1));
        Arrays.fill(second, Segment.FIRST + 616, Segment.FIRST + 616 + 1000, (byte) 0x55);
        Files.write(files.get(1), second);
        Texts.Found found = Texts.reopen(folder);
        assertThat(found.texts()).hasSize(34).doesNotContain(long600(7), long600(8));
        assertThat(kinds(found)).containsExactly(Kind.DAMAGED);
        assertThat(found.recovery().findings().getFirst().bytes()).isEqualTo(1232);
    }

    @Test
    void zerosAmidAnOlderSegmentAreDamageAndNoInterruption() throws IOException {
        List<Path> files = sixSegments();
        byte[] second = Files.readAllBytes(files.get(1));
        Arrays.fill(second, Segment.FIRST, Segment.FIRST + 616, (byte) 0);
        Files.write(files.get(1), second);
        Texts.Found found = Texts.reopen(folder);
        assertThat(found.texts()).hasSize(35).doesNotContain(long600(6));
        assertThat(kinds(found)).containsExactly(Kind.DAMAGED);
    }

    @Test
    void aDamagedEndOfAnOlderSegmentIsDamage() throws IOException {
        List<Path> files = sixSegments();
        byte[] second = Files.readAllBytes(files.get(1));
        Files.write(files.get(1), Arrays.copyOf(second, Segment.FIRST + 616 * 5 + 300));
        Texts.Found found = Texts.reopen(folder);
        assertThat(found.texts()).hasSize(35).doesNotContain(long600(11));
        assertThat(kinds(found)).containsExactly(Kind.DAMAGED);
        assertThat(Texts.reopen(folder).recovery()).isEqualTo(new Recovery(35, 0, List.of()));
    }

    @Test
    void aMissingSegmentIsTold() throws IOException {
        List<Path> files = sixSegments();
        Files.delete(files.get(2));
        Texts.Found found = Texts.reopen(folder);
        assertThat(found.texts()).hasSize(30).doesNotContain(long600(12));
        assertThat(kinds(found)).containsExactly(Kind.MISSING);
        assertThat(found.recovery().findings().getFirst().file()).isEqualTo(files.get(2));
    }

    @Test
    void anInterruptedRecordCostsNothingBehindIt() throws IOException {
        byte[] bytes = killedAfter(THREE);
        Arrays.fill(bytes, Segment.FIRST, Segment.FIRST + 8, (byte) 0);
        Texts.Found found = with(bytes);
        assertThat(found.texts()).isEqualTo(THREE.subList(1, 3));
        assertThat(kinds(found)).containsExactly(Kind.INTERRUPTED);
        assertThat(nothingIsAside()).isTrue();
        assertThat(Texts.reopen(folder)).isEqualTo(new Texts.Found(THREE.subList(1, 3), new Recovery(2, 0, List.of())));
    }

    @Test
    void aDamagedCopyOfTheHeaderCostsNothing() throws IOException {
        byte[] bytes = killedAfter(THREE);
        for (int at = 0; at < Segment.FIRST; at++) {
            byte[] hurt = bytes.clone();
            hurt[at] ^= 0x10;
            Texts.Found found = with(hurt);
            assertThat(found.texts()).as("byte %d", at).isEqualTo(THREE);
            assertThat(kinds(found)).containsExactly(Kind.DAMAGED);
            assertThat(Texts.reopen(folder).recovery()).isEqualTo(new Recovery(3, 0, List.of()));
            Files.delete(only(".damaged"));
        }
    }

    @Test
    void aFileWithoutAHeaderIsKeptAsideAndTheOthersAreRead() throws IOException {
        List<Path> files = sixSegments();
        byte[] second = Files.readAllBytes(files.get(1));
        Arrays.fill(second, 0, Segment.FIRST, (byte) 0);
        Files.write(files.get(1), second);
        Files.write(files.get(3), new byte[0]);
        Texts.Found found = Texts.reopen(folder);
        assertThat(found.texts()).hasSize(24);
        assertThat(kinds(found)).containsExactly(Kind.UNREADABLE, Kind.UNREADABLE);
        assertThat(found.recovery().findings().getFirst().why())
                .contains(files.get(1).toString(), "is kept as");
        assertThat(files.get(1).resolveSibling(files.get(1).getFileName() + ".damaged"))
                .hasBinaryContent(second);
    }

    @Test
    void aFileThatStoodReadyAndNeverCameToTheDiskIsNoDamage() throws IOException {
        List<Path> files = sixSegments();
        Path last = files.getLast();
        Files.write(last, new byte[(int) Files.size(last)]);
        Texts.Found found = Texts.reopen(folder);
        assertThat(found.texts()).hasSize(30);
        assertThat(last).doesNotExist();
        assertThat(kinds(found)).isEmpty();
    }

    @Test
    void aFileOfAnotherVersionStopsTheStartAndStays() throws IOException {
        byte[] bytes = killedAfter(THREE);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int copy = 0; copy < Segment.FIRST; copy += 64) {
            header.putInt(copy + 8, 2);
            header.putInt(copy + 60, Frames.crc(bytes, copy, 60));
        }
        Files.write(file, bytes);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> open(folder))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("is of format 2")
                    .hasMessageContaining("move the file elsewhere");
        }
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test
    void aDamagedMarkOfWhatWasShippedShipsAgain() throws IOException {
        try (Journal journal = open(folder)) {
            append(journal, "shipped");
            Texts.ship(journal);
            append(journal, "not");
        }
        Path mark = folder.resolve("shipped");
        String whole = Files.readString(mark);
        assertThat(Texts.reopen(folder).texts()).containsExactly("not");
        for (String damaged : List.of("x".repeat(8192), whole.replaceAll("[1-9]", "7"), whole.replace('\n', ' '))) {
            Files.writeString(mark, damaged);
            Texts.Found found = Texts.reopen(folder);
            assertThat(found.texts()).containsExactly("shipped", "not");
            assertThat(kinds(found)).containsExactly(Kind.SHIPPED_UNKNOWN);
        }
        Files.writeString(mark, whole.substring(0, 100));
        assertThat(Texts.reopen(folder).texts()).containsExactly("not");
        Files.delete(mark);
        assertThat(Texts.reopen(folder).texts()).containsExactly("shipped", "not");
    }

    @Test
    void ofTwoMarksTheWholeOneCounts() throws IOException {
        try (Journal journal = open(folder)) {
            append(journal, "one");
            Texts.ship(journal);
            append(journal, "two");
            Texts.ship(journal);
            append(journal, "three");
        }
        Path mark = folder.resolve("shipped");
        byte[] whole = Files.readAllBytes(mark);
        for (int at = 0; at < 64; at++) {
            byte[] torn = whole.clone();
            torn[4096 + at] ^= 1;
            Files.write(mark, torn);
            Texts.Found found = Texts.reopen(folder);
            assertThat(found.texts()).as("byte %d", at).containsExactly("two", "three");
            assertThat(found.recovery().findings()).isEmpty();
        }
    }

    @Test
    void whatGoesBadWhileItIsOpenIsLeftOut() throws IOException {
        try (Journal journal = open(folder)) {
            THREE.forEach(each -> append(journal, each));
            append(journal, "last");
            try (FileChannel channel = FileChannel.open(journalFile(0), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), ENDS.get(1) + 20);
            }
            JournalBatch batch = journal.read(journal.firstPosition(), 1000);
            assertThat(batch.records()).hasSize(3);
            assertThat(batch.skippedBytes()).isEqualTo(32);
            assertThat(batch.nextPosition()).isEqualTo(journal.endPosition());
        }
    }

    @Test
    void whatAnEarlierUseLeftInAFileIsNoRecord() throws IOException {
        JournalLimits two = new JournalLimits(Texts.SEGMENT, 2L * Texts.SEGMENT);
        byte[] stale;
        try (Journal journal = Journal.open(folder, two, new TestDisk())) {
            for (int i = 0; i < 6; i++) {
                append(journal, long600(i));
            }
            stale = Files.readAllBytes(journalFile(0));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        try (Journal journal = Journal.open(folder, two, new TestDisk())) {
            append(journal, long600(100));
            append(journal, long600(101));
        }
        // As after a power failure: of the file's new use only the first blocks have reached the disk.
        file = journalFile(0);
        byte[] fresh = Files.readAllBytes(file);
        System.arraycopy(fresh, 0, stale, 0, fresh.length);
        Texts.Found found = with(stale);
        assertThat(found.texts()).containsExactly(long600(100), long600(101));
        assertThat(kinds(found)).containsExactly(Kind.TORN_TAIL);
    }

    private Path journalFile(long base) {
        return folder.resolve(String.format("%016x.journal", base));
    }

    /** Six segments of six records each. */
    private List<Path> sixSegments() throws IOException {
        try (Journal journal = open(folder)) {
            for (int i = 0; i < 36; i++) {
                append(journal, long600(i));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(each -> each.toString().endsWith(".journal"))
                    .sorted()
                    .toList();
            assertThat(found).hasSize(6);
            return found;
        }
    }
}

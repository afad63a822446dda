package dev.understudy.decisionlog.journal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Journals of texts. */
final class Texts {
    static final int SEGMENT = 4096;
    static final JournalLimits SMALL = new JournalLimits(SEGMENT, 64L * SEGMENT);

    private Texts() {}

    static Journal open(Path folder) {
        return Journal.open(folder, SMALL, new TestDisk());
    }

    static long append(Journal journal, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return journal.append(bytes, 0, bytes.length);
    }

    /** All that was not shipped. */
    static List<String> read(Journal journal) {
        List<String> texts = new ArrayList<>();
        long position = journal.firstPosition();
        for (JournalBatch batch = journal.read(position, 1 << 20);
                !batch.records().isEmpty();
                batch = journal.read(position, 1 << 20)) {
            batch.records().forEach(each -> texts.add(new String(each, StandardCharsets.UTF_8)));
            position = batch.nextPosition();
        }
        return texts;
    }

    /** Reads and ships all that is there. */
    static void ship(Journal journal) {
        JournalBatch batch = journal.read(journal.firstPosition(), Integer.MAX_VALUE);
        journal.shipped(batch.nextPosition());
    }

    /** A text of 600 bytes that begins with a number. */
    static String long600(int number) {
        return String.format("%08d", number).repeat(75);
    }

    /** Opens a folder, gives what is found, and closes it. */
    static Found reopen(Path folder) {
        try (Journal journal = open(folder)) {
            return new Found(read(journal), journal.recovery());
        }
    }

    record Found(List<String> texts, Recovery recovery) {}
}

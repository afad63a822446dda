package dev.understudy.decisionlog.journal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Appends on two threads and prints what was accepted, until it is killed. */
final class AppendingChild {
    static final JournalLimits LIMITS = new JournalLimits(16 * 4096, 1L << 30);

    private AppendingChild() {}

    /** Takes a folder; prints a line of thread and number for each record that {@code append} has returned from. */
    public static void main(String... arguments) {
        Journal journal = Journal.open(Path.of(arguments[0]), LIMITS, new TestDisk());
        for (int thread = 0; thread < 2; thread++) {
            int writer = thread;
            Thread.ofPlatform().start(() -> write(journal, writer));
        }
    }

    @SuppressWarnings({"InfiniteLoopStatement", "SystemOut"})
    private static void write(Journal journal, int writer) {
        PrintStream out = System.out;
        for (int number = 0; ; number++) {
            byte[] bytes = content(writer, number);
            if (journal.append(bytes, 0, bytes.length) == Journal.FULL) {
                throw new IllegalStateException("full");
            }
            out.println(writer + " " + number);
        }
    }

    /** Begins with what is printed; the rest follows from that. */
    static byte[] content(int writer, int number) {
        byte[] start = (writer + " " + number + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(start, 600 + number % 400);
        Arrays.fill(bytes, start.length, bytes.length, (byte) ('a' + number % 26));
        return bytes;
    }
}

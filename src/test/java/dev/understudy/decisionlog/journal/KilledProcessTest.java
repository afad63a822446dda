package dev.understudy.decisionlog.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL amid appends: what had been accepted is there, once. */
class KilledProcessTest {
    @TempDir
    Path folder;

    @Test
    void whatWasAcceptedIsThereOnce() throws Exception {
        Set<String> accepted = new HashSet<>();
        for (int kill = 1; kill <= 2; kill++) {
            int run = kill;
            killed(3_000 * kill).forEach(line -> accepted.add(run + " " + line));
            // The second process numbers from 0 again: each run's records are shipped before the next.
            Set<String> found = new HashSet<>();
            int records = 0;
            try (Journal journal = Journal.open(folder, AppendingChild.LIMITS, new TestDisk())) {
                assertThat(journal.recovery().findings())
                        .allSatisfy(each ->
                                assertThat(each.kind()).isIn(Recovery.Kind.TORN_TAIL, Recovery.Kind.INTERRUPTED));
                JournalBatch batch = journal.read(journal.firstPosition(), Integer.MAX_VALUE);
                for (byte[] each : batch.records()) {
                    found.add(run + " " + whole(each));
                    records++;
                }
                journal.shipped(batch.nextPosition());
            }
            assertThat(found).hasSize(records);
            assertThat(accepted.stream().filter(line -> line.startsWith(run + " ")))
                    .hasSizeGreaterThanOrEqualTo(3_000)
                    .isSubsetOf(found);
        }
    }

    private static String whole(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        String line = text.substring(0, text.indexOf('\n'));
        String[] words = line.split(" ", 2);
        assertThat(bytes).isEqualTo(AppendingChild.content(Integer.parseInt(words[0]), Integer.parseInt(words[1])));
        return line;
    }

    /** Runs a child until it has printed that many lines, kills it, and gives all whole lines that it has printed. */
    private List<String> killed(int after) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingChild.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            StringBuilder printed = new StringBuilder();
            int count = 0;
            for (int c = lines.read(); c >= 0; c = lines.read()) {
                printed.append((char) c);
                if (c == '\n' && ++count == after) {
                    // Unlike the process itself, its handle leaves open what it has printed.
                    child.toHandle().destroyForcibly();
                }
            }
            child.waitFor();
            assertThat(count).isGreaterThanOrEqualTo(after);
            List<String> all = new ArrayList<>(List.of(printed.toString().split("\n", -1)));
            // Behind the last line break is what was cut short, or nothing.
            all.removeLast();
            return all;
        } finally {
            child.destroyForcibly();
        }
    }
}

package dev.understudy.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return AuditCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines).toString();
    }

    @Test
    void aWholeExportIsStatusZero() throws IOException {
        assertThat(run("verify", file("audit.ndjson", Chains.lines(20)))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("20 records, 1 to 20", "Head: 20 ");
    }

    @Test
    void anAlteredOneIsStatusOne() throws IOException {
        List<String> lines = new ArrayList<>(Chains.lines(20));
        lines.set(4, lines.get(4).replace("reviewer", "somebody"));
        assertThat(run("verify", file("audit.ndjson", lines))).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Line 5: record 5 was altered");
    }

    @Test
    void headsAreCompared() throws IOException {
        List<String> lines = Chains.lines(20);
        String line = lines.get(9);
        String head = "10 " + line.substring(line.length() - 66, line.length() - 2) + " 2026-03-01T08:00:00Z";
        assertThat(run("verify", file("audit.ndjson", lines), "--heads", file("heads", List.of(head))))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("1 of 1 anchored heads");
        assertThat(run("verify", file("short.ndjson", lines.subList(0, 5)), "--heads", file("heads", List.of(head))))
                .isEqualTo(1);
    }

    @Test
    void whatCantBeReadIsStatusTwo() throws IOException {
        assertThat(run("verify", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("check", "x")).isEqualTo(2);
        assertThat(run("verify", file("audit.ndjson", List.of()), "--heads", file("heads", List.of("what?"))))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no file", "Usage: ", "heads, line 1");
    }
}

package dev.understudy.rollout.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.rollout.bucket.Assignment;
import dev.understudy.rollout.bucket.Draw;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.ruleset.Exposure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentCommandTest {
    private static final String HEX = "a54dca182530bb1d6d132cded6237b2ed91e3f721fcb1971174494d6493c9d5c";
    private static final RolloutKey KEY = RolloutKey.ofHex(HEX);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return AssignmentCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> drawn(String unit, boolean shown) {
        Exposure exposure = new Exposure(250_000);
        long point = KEY.draw(Draw.ASSIGN, "/Flight/0/carrier").point(Objects.requireNonNull(Unit.of(unit)));
        @Nullable String text = shown ? unit : null;
        return new HashMap<>(new Assignment(
                        "r1",
                        KEY.id(),
                        Draw.ASSIGN,
                        "/Flight/0/carrier",
                        text,
                        point,
                        exposure,
                        Draw.isIn(point, exposure))
                .fields());
    }

    private String file(List<Map<String, Object>> assignments) throws IOException {
        List<String> lines = new ArrayList<>(List.of("{\"id\": \"without\"}", ""));
        for (Map<String, Object> each : assignments) {
            lines.add(new ObjectMapper().writeValueAsString(Map.of("id", "x", "assignment", each)));
        }
        return Files.write(folder.resolve("decisions.ndjson"), lines).toString();
    }

    @Test
    void oneUnitIsWorkedOutAgain() {
        int status = run("--key", HEX, "--kind", "/Flight/0/carrier", "--unit", "customer-1", "--ppm", "250000");
        assertThat(status).isZero();
        assertThat(said()).contains("point 941036120", "threshold 1073741824", "candidate");
    }

    @Test
    void exportedDecisionsAreCheckedOneByOne() throws IOException {
        String file = file(List.of(drawn("customer-1", true), drawn("u2", true), drawn("u3", false)));
        assertThat(run(file, "--key", HEX)).isZero();
        assertThat(said()).contains("5 lines, 3 decisions drawn, 8 values compared, 0 differ.", "1 without their unit");
    }

    @Test
    void withoutTheKeyItSaysThatPointsWereNotWorkedOut() throws IOException {
        assertThat(run(file(List.of(drawn("u", true))), "--key", "00ff")).isZero();
        assertThat(said()).contains("1 without their key");
    }

    @Test
    void whatWasMovedToAnotherSideIsFound() throws IOException {
        Map<String, Object> side = drawn("u1", true);
        side.put("candidate", !(Boolean) Objects.requireNonNull(side.get("candidate")));
        Map<String, Object> unit = drawn("u1", true);
        unit.put("unit", "u2");
        Map<String, Object> threshold = drawn("u1", true);
        threshold.put("threshold", 5);
        assertThat(run(file(List.of(side, unit, threshold)), "--key", HEX)).isEqualTo(1);
        assertThat(said())
                .contains(
                        "Line 3, /assignment/candidate",
                        "Line 4, /assignment/point",
                        "Line 5, /assignment/threshold",
                        "3 differ");
    }

    @Test
    void noUnitIsTheBaselines() {
        assertThat(run("--key", HEX, "--kind", "k", "--unit", "", "--ppm", "1000000"))
                .isZero();
        assertThat(said()).contains("the baseline decides");
    }

    @Test
    void aCallThatIsUnclearIsStatusTwo() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--key", "xy")).isEqualTo(2);
        assertThat(run("--colour", "red")).isEqualTo(2);
        assertThat(run("--key")).isEqualTo(2);
        assertThat(run("--key", HEX, "--kind", "k", "--unit", "u", "--ppm", "1000001"))
                .isEqualTo(2);
        assertThat(run(folder.resolve("none").toString(), "--key", HEX)).isEqualTo(2);
        assertThat(run(file(List.of(Map.of("rollout", "r"))), "--key", HEX)).isEqualTo(2);
        assertThat(said()).contains("Usage: understudy audit assignment", "Line 3, /assignment/keyId: is missing.");
    }
}

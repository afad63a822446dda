package dev.understudy.rollout.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.rollout.bucket.Assignment;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.rollout.command.VectorFile.Malformed;
import dev.understudy.ruleset.Exposure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the field {@code assignment} of exported decisions, one on each line; those without it were not drawn. */
final class ExportedAssignments {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MILLION = 1_000_000;
    private static final long LAST_POINT = 0xFFFF_FFFFL;

    private final Map<String, RolloutKey> keys = new HashMap<>();
    private final Checks checks;
    private long lines;
    private long drawn;
    private long withoutUnit;
    private long withoutKey;

    ExportedAssignments(List<RolloutKey> keys, PrintStream err) {
        keys.forEach(each -> this.keys.put(each.id(), each));
        this.checks = new Checks(err);
    }

    void check(Path file) throws IOException, Malformed {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines++;
                if (!line.isBlank()) {
                    decision(line);
                }
            }
        }
    }

    private void decision(String line) throws Malformed {
        String at = "Line " + lines;
        JsonNode decision;
        try {
            decision = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new Malformed(at, "this is not JSON: " + e.getOriginalMessage());
        }
        JsonNode node = decision.path("assignment");
        if (node.isMissingNode() || node.isNull()) {
            return;
        }
        String place = at + ", /assignment";
        JsonNode unit = node.path("unit");
        Assignment assignment = new Assignment(
                VectorFile.text(node, "rollout", place),
                VectorFile.text(node, "keyId", place),
                VectorFile.text(node, "label", place),
                VectorFile.text(node, "unitKind", place),
                unit.isTextual() ? unit.textValue() : null,
                VectorFile.whole(node.path("point").asText(), LAST_POINT, place + "/point"),
                new Exposure((int) VectorFile.whole(node.path("ppm").asText(), MILLION, place + "/ppm")),
                VectorFile.truth(node.path("candidate"), place + "/candidate"));
        long threshold = VectorFile.whole(node.path("threshold").asText(), LAST_POINT + 1, place + "/threshold");
        drawn++;
        compare(assignment, threshold, place);
    }

    private void compare(Assignment said, long threshold, String place) {
        long expected = said.exposure().threshold();
        checks.compare(threshold == expected, place + "/threshold", "" + threshold, "" + expected);
        checks.compare(said.isConsistent(), place + "/candidate", "" + said.candidate(), "that this does not follow");
        RolloutKey key = keys.get(said.keyId());
        Unit unit = unit(said);
        if (key == null) {
            withoutKey++;
        } else if (unit == null) {
            withoutUnit++;
        } else {
            long point = key.draw(said.label(), said.unitKind()).point(unit);
            checks.compare(point == said.point(), place + "/point", "" + said.point(), "" + point);
        }
    }

    private static @Nullable Unit unit(Assignment said) {
        return Unit.of(said.unit());
    }

    long wrong() {
        return checks.wrong();
    }

    String summary() {
        return "%d lines, %d decisions drawn, %d values compared, %d differ. Points not worked out: %d without their key, %d without their unit."
                .formatted(lines, drawn, checks.compared(), checks.wrong(), withoutKey, withoutUnit);
    }
}

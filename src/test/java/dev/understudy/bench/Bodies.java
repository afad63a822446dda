package dev.understudy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.testsupport.Flights;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** Bodies of decision calls. */
final class Bodies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    /** The 5,000 real flights that ship with the project, as the demo sends them. */
    static List<byte[]> flights() throws IOException {
        return Flights.bodies();
    }

    /** The path of a ruleset's decisions. */
    static String decisions(String ruleset) {
        return "/api/v1/rulesets/" + ruleset + "/decisions";
    }

    /** Bodies as the lines of a batch. */
    static byte[] lines(List<byte[]> bodies) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (byte[] body : bodies) {
            lines.writeBytes(body);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /** The facts of a sample ruleset's scenarios. */
    static List<byte[]> scenarios(String ruleset) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        File[] files = Objects.requireNonNull(
                Path.of("rules", ruleset, "scenarios").toFile().listFiles());
        for (File file : files) {
            List<Map<String, Object>> scenarios = new Yaml().load(Files.readString(file.toPath()));
            for (Map<String, Object> each : scenarios) {
                bodies.add(JSON.writeValueAsBytes(Map.of("facts", Objects.requireNonNull(each.get("given")))));
            }
        }
        return bodies;
    }
}

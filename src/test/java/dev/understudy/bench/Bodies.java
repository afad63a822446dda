package dev.understudy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** Bodies of decision calls. */
final class Bodies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Bodies() {}

    /** The 5,000 real flights that ship with the project, as the demo sends them. */
    static List<byte[]> flights() throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Bodies.class.getResourceAsStream("/demo/flights-5k.json"))) {
            for (JsonNode flight : JSON.readTree(in)) {
                ObjectNode body = JSON.createObjectNode();
                ObjectNode sent = body.putObject("facts").putArray("Flight").addObject();
                sent.setAll((ObjectNode) flight);
                sent.put("passengerId", String.format(Locale.ROOT, "P%07d", bodies.size() + 1));
                bodies.add(JSON.writeValueAsBytes(body));
            }
        }
        return bodies;
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

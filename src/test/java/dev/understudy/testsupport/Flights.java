package dev.understudy.testsupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The 5,000 real flights that ship with the project. */
public final class Flights {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Flights() {}

    /** Bodies of decision calls, as the demo sends them. */
    public static List<byte[]> bodies() throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(Flights.class.getResourceAsStream("/demo/flights-5k.json"))) {
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
}

package dev.understudy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The flights that ship with the project, as bodies of decision calls. */
final class DecisionRequests {
    private static final String FLIGHTS = "/demo/flights-5k.json";

    private DecisionRequests() {}

    /**
     * One body a flight, in the order of the file. The same flight always has the same made-up passenger, {@code
     * P0000001} for the first, so that it always falls on the same side of a rollout.
     */
    static List<String> ofAllFlights() {
        ObjectMapper json = new ObjectMapper();
        try (InputStream in = DecisionRequests.class.getResourceAsStream(FLIGHTS)) {
            if (in == null) {
                throw new IllegalStateException(FLIGHTS + " is missing from the jar; build it anew.");
            }
            List<String> bodies = new ArrayList<>();
            for (JsonNode flight : json.readTree(in)) {
                ObjectNode body = json.createObjectNode();
                ObjectNode sent = body.putObject("facts").putArray("Flight").addObject();
                sent.setAll((ObjectNode) flight);
                sent.put("passengerId", String.format(Locale.ROOT, "P%07d", bodies.size() + 1));
                bodies.add(json.writeValueAsString(body));
            }
            return List.copyOf(bodies);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + FLIGHTS, e);
        }
    }
}

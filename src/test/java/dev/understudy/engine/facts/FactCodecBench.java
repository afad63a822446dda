package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.sun.management.ThreadMXBean;
import dev.understudy.json.Utf8Sink;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flight costs to read and to write, beside Jackson's data binding and a bare loop over its tokens. Run it by
 * hand: {@code java -cp … dev.understudy.engine.facts.FactCodecBench}.
 */
final class FactCodecBench {
    private static final int CALLS = 100_000;
    private static final int ROUNDS = 15;
    private static final String FACT =
            "{\"id\":10042,\"delay\":95,\"distance\":2399,\"origin\":\"HNL\",\"destination\":\"SFO\",\"carrier\":\"HA\"}";
    private static final byte[] BODY = ("{\"facts\":{\"Trip\":[" + FACT + "]}}").getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATED = ("{\"facts\":{\"Flight\":[{\"date\":\"2001/01/01 01:10\",\"delay\":95,"
                    + "\"distance\":2399,\"origin\":\"HNL\",\"destination\":\"SFO\"}]}}")
            .getBytes(StandardCharsets.UTF_8);

    /** A flight without a date, which data binding reads at its best. */
    public static class Trip {
        public long id;
        public int delay;
        public int distance;
        public @Nullable String origin;
        public @Nullable String destination;
        public @Nullable String carrier;
    }

    /** The body, as data binding wants it. */
    public static class Body {
        public @Nullable Map<String, List<Trip>> facts;
    }

    private interface Call {
        int run() throws IOException;
    }

    private FactCodecBench() {}

    public static void main(String[] args) throws IOException {
        FactCodec trips = FactCodec.of(List.of(Declared.type(Trip.class)), List.of("Trip"), List.of("Trip"));
        FactCodec flights = Samples.codec();
        Utf8Sink sink = new Utf8Sink();
        ObjectMapper mapper = new ObjectMapper();
        ObjectReader reader = mapper.readerFor(Body.class);
        ObjectWriter writer = mapper.writerFor(Body.class);
        Body body = reader.readValue(BODY);
        List<Object> trip = trips.read(BODY, 0, BODY.length).objects();
        List<Object> flight = flights.read(DATED, 0, DATED.length).objects();
        JsonFactory factory = new JsonFactory();
        String[] names = {
            "read, codec", "read, Jackson databind", "read, Jackson tokens only", "read with date, codec",
            "write, codec", "write, Jackson databind", "write with date, codec", "read + write with date, codec"
        };
        Call[] calls = {
            () -> trips.read(BODY, 0, BODY.length).size(),
            () -> reader.<Body>readValue(BODY).hashCode(),
            () -> tokens(factory),
            () -> flights.read(DATED, 0, DATED.length).size(),
            () -> outcome(trips, trip, sink),
            () -> writer.writeValueAsBytes(body).length,
            () -> outcome(flights, flight, sink),
            () -> outcome(flights, flights.read(DATED, 0, DATED.length).objects(), sink)
        };
        report(names, calls);
    }

    private static int outcome(FactCodec codec, List<Object> facts, Utf8Sink sink) {
        sink.reset();
        codec.writeOutcome(facts, sink);
        return sink.size();
    }

    private static int tokens(JsonFactory factory) throws IOException {
        int sum = 0;
        try (JsonParser parser = factory.createParser(BODY)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                sum += token == JsonToken.VALUE_NUMBER_INT
                        ? parser.getIntValue()
                        : token == JsonToken.VALUE_STRING ? parser.getText().length() : 1;
            }
        }
        return sum;
    }

    private static void report(String[] names, Call[] calls) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[][] nanos = new double[calls.length][ROUNDS];
        long[] bytes = new long[calls.length];
        int sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int c = 0; c < calls.length; c++) {
                long allocated = threads.getCurrentThreadAllocatedBytes();
                long start = threads.getCurrentThreadCpuTime();
                for (int i = 0; i < CALLS; i++) {
                    sum += calls[c].run();
                }
                nanos[c][round] = (threads.getCurrentThreadCpuTime() - start) / (double) CALLS;
                bytes[c] = (threads.getCurrentThreadAllocatedBytes() - allocated) / CALLS;
            }
        }
        for (int c = 0; c < calls.length; c++) {
            double[] late = Arrays.copyOfRange(nanos[c], ROUNDS / 3, ROUNDS);
            Arrays.sort(late);
            System.out.printf(
                    Locale.ROOT, "%-32s %6.0f ns CPU (median), %5d bytes%n", names[c], late[late.length / 2], bytes[c]);
        }
        System.out.println("checked " + sum);
    }
}

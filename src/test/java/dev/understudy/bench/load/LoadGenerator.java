package dev.understudy.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The load generator's process: one order a line on the standard input, one result a line on the standard output. It
 * lives through all runs, so that its own warm-up takes no CPU from the service in any of them.
 */
public final class LoadGenerator {
    private LoadGenerator() {}

    /** Takes no arguments; ends with its input. */
    public static void main(String... arguments) throws IOException {
        ObjectMapper json = new ObjectMapper();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(json.writeValueAsString(new LoadRun(LoadOrder.parse(line)).run()));
        }
    }
}

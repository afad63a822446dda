package dev.understudy.bench.load;

import java.nio.file.Path;

/**
 * One run of load.
 *
 * @param port where the service listens, on the loopback address
 * @param pid the service's process, whose CPU time is read
 * @param connections kept open and used one call at a time
 * @param warmMillis before the measurement
 * @param measureMillis of the measurement
 * @param rate calls a second over all connections; 0 for as fast as answers come
 * @param requests a file written by {@link RequestFile}
 */
public record LoadOrder(
        int port, long pid, int connections, long warmMillis, long measureMillis, double rate, Path requests) {
    /** One line of text. */
    public String line() {
        return "%d %d %d %d %d %s %s".formatted(port, pid, connections, warmMillis, measureMillis, rate, requests);
    }

    /** From such a line. */
    static LoadOrder parse(String line) {
        String[] words = line.strip().split(" ", 7);
        if (words.length != 7) {
            throw new IllegalArgumentException("This is no order of load: " + line);
        }
        return new LoadOrder(
                Integer.parseInt(words[0]),
                Long.parseLong(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Double.parseDouble(words[5]),
                Path.of(words[6]));
    }
}

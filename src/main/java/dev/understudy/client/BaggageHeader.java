package dev.understudy.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** W3C {@code baggage}: what is ours in it, and all else, which goes on as it came. */
final class BaggageHeader {
    static final String NAME = "baggage";
    static final String CONTEXT = "rules.ctx";
    static final String JOURNEY = "rules.journey";

    /** What the standard has everybody hand on. */
    private static final int MOST_ENTRIES = 180;

    private static final int MOST_BYTES = 8_192;

    private BaggageHeader() {}

    /** Values of our entries, as they came. */
    record Ours(@Nullable String context, @Nullable String journey) {}

    /** The entries of others, with their properties. */
    static List<String> others(List<String> headers) {
        return entries(headers).stream()
                .filter(each -> !name(each).equals(CONTEXT) && !name(each).equals(JOURNEY))
                .toList();
    }

    /** The last one of each name. */
    static Ours ours(List<String> headers) {
        String context = null;
        String journey = null;
        for (String entry : entries(headers)) {
            if (name(entry).equals(CONTEXT)) {
                context = value(entry);
            } else if (name(entry).equals(JOURNEY)) {
                journey = value(entry);
            }
        }
        return new Ours(context, journey);
    }

    /** Ours first; of the others as many as the standard has room for. */
    static String write(List<String> ours, List<String> others) {
        List<String> written = new ArrayList<>(ours);
        int bytes = String.join(",", ours).length();
        for (String each : others) {
            int length = each.getBytes(StandardCharsets.UTF_8).length + 1;
            if (written.size() < MOST_ENTRIES && bytes + length <= MOST_BYTES) {
                written.add(each);
                bytes += length;
            }
        }
        return String.join(",", written);
    }

    private static List<String> entries(List<String> headers) {
        List<String> entries = new ArrayList<>();
        for (String header : headers) {
            for (String each : header.split(",", -1)) {
                if (!each.isBlank()) {
                    entries.add(each.strip());
                }
            }
        }
        return entries;
    }

    private static String name(String entry) {
        int equals = entry.indexOf('=');
        return (equals < 0 ? entry : entry.substring(0, equals)).strip();
    }

    private static String value(String entry) {
        String value = entry.substring(Math.max(0, entry.indexOf('=') + 1));
        int properties = value.indexOf(';');
        return (properties < 0 ? value : value.substring(0, properties)).strip();
    }
}

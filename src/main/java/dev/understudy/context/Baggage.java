package dev.understudy.context;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a request's W3C {@code baggage} is ours. All else in it is nobody's business here: it is neither checked nor
 * touched.
 *
 * @param token the context; null when there is none
 * @param journey what says that there was one; null when nothing does
 * @param fault what is wrong with our entries, as the end of a sentence; null for nothing
 */
public record Baggage(
        @Nullable String token,
        @Nullable String journey,
        @Nullable String fault) {
    /** The header that it travels in. */
    public static final String HEADER = "baggage";

    /** The entry that holds the context. */
    public static final String CONTEXT = "rules.ctx";

    /** The entry that names the journey; it is short, and so arrives where a context was dropped. */
    public static final String JOURNEY = "rules.journey";

    private static final String OURS = "rules.";
    private static final Baggage NOTHING = new Baggage(null, null, null);

    /** Reads our entries from the values of all headers of that name. */
    public static Baggage read(List<String> headers) {
        Baggage found = NOTHING;
        for (String header : headers) {
            if (header.contains(OURS)) {
                for (int start = 0; start < header.length(); ) {
                    int comma = header.indexOf(',', start);
                    int end = comma < 0 ? header.length() : comma;
                    found = found.with(header.substring(start, end));
                    start = end + 1;
                }
            }
        }
        return found;
    }

    /** Whether there is nothing of ours. */
    public boolean isEmpty() {
        return token == null && journey == null && fault == null;
    }

    private Baggage with(String member) {
        int properties = member.indexOf(';');
        String entry = properties < 0 ? member : member.substring(0, properties);
        int equals = entry.indexOf('=');
        String name = (equals < 0 ? entry : entry.substring(0, equals)).strip();
        boolean isContext = name.equals(CONTEXT);
        if (!isContext && !name.equals(JOURNEY)) {
            return this;
        }
        String value = equals < 0 ? null : decoded(entry.substring(equals + 1).strip());
        if (value == null || value.isEmpty()) {
            return new Baggage(token, journey, "its entry " + name + " is empty, or its percent-encoding is wrong");
        }
        String before = isContext ? token : journey;
        if (before != null && !before.equals(value)) {
            return new Baggage(token, journey, "it has two entries " + name + " that differ");
        }
        return isContext ? new Baggage(value, journey, fault) : new Baggage(token, value, fault);
    }

    /** Null when a percent sign is followed by anything else than two hexadecimal digits. */
    private static @Nullable String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
                continue;
            }
            int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return bytes.toString(UTF_8);
    }
}

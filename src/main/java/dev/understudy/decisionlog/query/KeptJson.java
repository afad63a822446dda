package dev.understudy.decisionlog.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.understudy.json.KnownJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON out of the log, copied as it is but for its sealed values. Takes any text: what is no JSON is shown as a string,
 * with what looks sealed masked.
 */
final class KeptJson {
    /** What stands for a value that the reader may not see. */
    static final String MASK = "\"•••\"";

    private static final String SEALED = "$sealed";
    private static final Pattern LOOKS_SEALED = Pattern.compile("\\{\\s*\"\\$sealed\"\\s*:\\s*\"[^\"]*\"\\s*\\}");

    /** A part of the text; {@code sealed} is null for a member. */
    private record Span(int start, int end, String sealed) {}

    private final String text;
    private final boolean odd;
    private final List<Span> seals;
    private final Map<String, Span> members;

    private KeptJson(String text, boolean odd, List<Span> seals, Map<String, Span> members) {
        this.text = text;
        this.odd = odd;
        this.seals = seals;
        this.members = members;
    }

    static KeptJson of(String text) {
        try (JsonParser parser = KnownJson.OF_TEXT.createParser(text)) {
            Scan scan = new Scan(parser);
            scan.run();
            return new KeptJson(text, false, scan.seals, scan.members);
        } catch (IOException | RuntimeException odd) {
            return new KeptJson(text, true, List.of(), Map.of());
        }
    }

    /** The whole of it, in one line. */
    String whole(Function<String, @Nullable String> clear) {
        return odd ? oddText() : part(0, text.length(), clear);
    }

    /** A member of the object that it is, in one line; null when it has none. What is no JSON has all of it in each. */
    @Nullable
    String member(String name, Function<String, @Nullable String> clear) {
        if (odd) {
            return oddText();
        }
        Span span = members.get(name);
        return span == null ? null : part(span.start(), span.end(), clear);
    }

    boolean isOdd() {
        return odd;
    }

    private String oddText() {
        String masked = LOOKS_SEALED.matcher(text).replaceAll(Matcher.quoteReplacement(MASK));
        StringBuilder quoted = new StringBuilder(masked.length() + 16).append('"');
        JsonStringEncoder.getInstance().quoteAsString(masked, quoted);
        return quoted.append('"').toString();
    }

    private String part(int start, int end, Function<String, @Nullable String> clear) {
        StringBuilder shown = new StringBuilder(end - start);
        int at = start;
        for (Span seal : seals) {
            if (seal.start() >= start && seal.end() <= end) {
                shown.append(text, at, seal.start());
                String value = clear.apply(seal.sealed());
                shown.append(value == null ? MASK : value);
                at = seal.end();
            }
        }
        // Line breaks are blanks between tokens: within them JSON has none.
        return shown.append(text, at, end).toString().replace('\n', ' ').replace('\r', ' ');
    }

    /** Finds sealed objects, and the members of the outermost object. */
    private static final class Scan {
        final List<Span> seals = new ArrayList<>();
        final Map<String, Span> members = new HashMap<>();
        private final JsonParser parser;
        private int depth;
        private int objectStart;
        private int memberStart;
        private String member = "";
        /** How much of {@code {"$sealed":"…"}} was read: nothing, the brace, the name, the value. */
        private int matched;

        private String value = "";

        Scan(JsonParser parser) {
            this.parser = parser;
        }

        void run() throws IOException {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IOException("There is no value.");
            }
            for (; token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME && depth == 1 && !token.isStructEnd()) {
                    memberStart = start();
                }
                seal(token);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (token == JsonToken.FIELD_NAME) {
                    member = depth == 1 ? parser.currentName() : member;
                } else if (depth == 1 && !token.isStructStart()) {
                    members.put(member, new Span(memberStart, end(), ""));
                } else if (depth == 0 && parser.nextToken() != null) {
                    throw new IOException("There is more than one value.");
                }
            }
        }

        private void seal(JsonToken token) throws IOException {
            if (token == JsonToken.START_OBJECT) {
                matched = 1;
                objectStart = start();
            } else if (matched == 1 && token == JsonToken.FIELD_NAME && SEALED.equals(parser.currentName())) {
                matched = 2;
            } else if (matched == 2 && token == JsonToken.VALUE_STRING) {
                matched = 3;
                value = parser.getText();
            } else {
                if (matched == 3 && token == JsonToken.END_OBJECT) {
                    seals.add(new Span(objectStart, end(), value));
                }
                matched = 0;
            }
        }

        private int start() {
            return (int) parser.currentTokenLocation().getCharOffset();
        }

        private int end() throws IOException {
            parser.finishToken();
            return (int) parser.currentLocation().getCharOffset();
        }
    }
}

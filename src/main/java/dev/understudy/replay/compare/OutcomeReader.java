package dev.understudy.replay.compare;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.understudy.json.KnownJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an outcome says, without what is sensitive. Takes any bytes: what is no JSON says nothing. */
final class OutcomeReader {
    /** One outcome may not fill the report. */
    private static final int MOST_LEAVES = 2_000;

    private static final int MOST_PATH = 250;
    private static final int MOST_DIGITS = 1_000;
    private static final String SEALED = "$sealed";

    private final JsonParser in;
    private final int[] sensitive;
    private int nextSensitive;
    private final Set<String> types = new LinkedHashSet<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final StringBuilder path = new StringBuilder();
    /** How long the path was before each object that is open. */
    private final Deque<Integer> objects = new ArrayDeque<>();

    private OutcomeReader(JsonParser in, int[] sensitive) {
        this.in = in;
        this.sensitive = sensitive;
    }

    /**
     * Reads one.
     *
     * @param json UTF-8; sealed values count as sensitive
     * @param sensitive where further sensitive values begin and end, in turn
     */
    static OutcomeFigures read(byte[] json, int[] sensitive) {
        try (JsonParser parser = KnownJson.OF_BYTES.createParser(json)) {
            OutcomeReader reader = new OutcomeReader(parser, sensitive);
            try {
                reader.read();
            } catch (IOException _) {
                // What was found up to the fault counts.
            }
            return new OutcomeFigures(reader.types, reader.leaves);
        } catch (IOException e) {
            return new OutcomeFigures(Set.of(), List.of());
        }
    }

    private void read() throws IOException {
        for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
            switch (token) {
                case FIELD_NAME -> field();
                case END_OBJECT -> path.setLength(objects.pop());
                case END_ARRAY -> {
                    // A list has no name of its own.
                }
                default -> value(token);
            }
            if (leaves.size() >= MOST_LEAVES) {
                return;
            }
        }
    }

    private void field() throws IOException {
        path.setLength(objects.element());
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(in.currentName());
    }

    private void value(JsonToken token) throws IOException {
        int start = start();
        if (isSensitive(start)) {
            inType();
            in.skipChildren();
            add("", null, start, true);
        } else if (token == JsonToken.START_OBJECT) {
            inType();
            object(start);
        } else if (token != JsonToken.START_ARRAY) {
            inType();
            String text = in.getText();
            add(text, token.isNumeric() ? number(text) : null, start, false);
        }
    }

    /** A type counts once it has a fact: the outcome names the others too. */
    private void inType() {
        if (objects.size() == 1) {
            types.add(path.toString());
        }
    }

    private void object(int start) throws IOException {
        objects.push(path.length());
        JsonToken first = in.nextToken();
        if (first == JsonToken.FIELD_NAME && SEALED.equals(in.currentName())) {
            while (in.nextToken() != JsonToken.END_OBJECT) {
                if (in.currentToken() == null) {
                    return;
                }
                in.skipChildren();
            }
            objects.pop();
            add("", null, start, true);
        } else if (first == JsonToken.FIELD_NAME) {
            field();
        } else {
            path.setLength(objects.pop());
        }
    }

    private void add(String text, @Nullable BigDecimal number, int start, boolean hidden) throws IOException {
        in.finishToken();
        String name = path.length() <= MOST_PATH ? path.toString() : path.substring(0, MOST_PATH) + "…";
        leaves.add(
                new Leaf(name, text, number, start, (int) in.currentLocation().getByteOffset(), hidden));
    }

    private int start() {
        return (int) in.currentTokenLocation().getByteOffset();
    }

    private boolean isSensitive(int start) {
        while (nextSensitive < sensitive.length && sensitive[nextSensitive + 1] <= start) {
            nextSensitive += 2;
        }
        return nextSensitive < sensitive.length && sensitive[nextSensitive] <= start;
    }

    /** Adding up numbers of a thousand digits would take for ever. */
    private static @Nullable BigDecimal number(String text) {
        if (text.length() > MOST_DIGITS) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MOST_DIGITS ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

package dev.understudy.decisionlog.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.decisionlog.SearchText;
import dev.understudy.json.KnownJson;
import dev.understudy.ruleset.Decision;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Finds what a decision can be found by: types and values of its outcome, rules that fired. */
final class OutcomeTags {
    /** One decision may not fill the index: types come first, then rules, then values in the order of the outcome. */
    static final int MOST = 1_000;

    private static final String SEALED = "$sealed";
    private static final int MOST_PATH_CHARACTERS = 250;

    private final SequencedSet<String> types = new LinkedHashSet<>();
    private final SequencedSet<String> values = new LinkedHashSet<>();
    private final StringBuilder path = new StringBuilder();
    /** How long the path was before each object that is open. */
    private final Deque<Integer> objects = new ArrayDeque<>();

    private OutcomeTags() {}

    static SequencedSet<String> of(LoggedDecision decision) {
        OutcomeTags found = new OutcomeTags();
        try (JsonParser parser = KnownJson.OF_BYTES.createParser(decision.outcome())) {
            found.read(parser);
        } catch (IOException _) {
            // It is kept as it is; what was found up to the fault has its tags.
        }
        SequencedSet<String> tags = new LinkedHashSet<>();
        found.types.stream().limit(MOST).forEach(tags::add);
        for (Decision.FiredRule fired : decision.firedRules()) {
            if (tags.size() < MOST) {
                tags.add(SearchText.rule(fired.rule()));
            }
        }
        found.values.stream().limit(MOST - tags.size()).forEach(tags::add);
        return tags;
    }

    private void read(JsonParser in) throws IOException {
        for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
            switch (token) {
                case START_OBJECT -> {
                    inType();
                    objects.push(path.length());
                }
                case END_OBJECT -> path.setLength(objects.pop());
                case FIELD_NAME -> field(in);
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
                    inType();
                    value(in);
                }
                default -> {
                    // A list has no name of its own, and null is no value.
                }
            }
        }
    }

    private void field(JsonParser in) throws IOException {
        String name = in.currentName();
        if (SEALED.equals(name)) {
            in.nextToken();
            in.skipChildren();
            return;
        }
        path.setLength(objects.element());
        if (!path.isEmpty()) {
            path.append('.');
        }
        path.append(name);
    }

    /** A type counts once it has a fact: the outcome names the others too. */
    private void inType() {
        if (objects.size() == 1 && types.size() < MOST) {
            types.add(SearchText.type(path.toString()));
        }
    }

    private void value(JsonParser in) throws IOException {
        if (values.size() < MOST
                && !path.isEmpty()
                && path.length() <= MOST_PATH_CHARACTERS
                && in.getTextLength() <= SearchText.MOST_VALUE_CHARACTERS) {
            values.add(SearchText.value(path.toString(), in.getText()));
        }
    }
}

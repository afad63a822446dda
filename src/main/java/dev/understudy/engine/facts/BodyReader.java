package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The body of one decision call: {@code {"facts": {"Flight": [{…}]}, "asOf": "…"}}. Used once. */
final class BodyReader {
    private static final SerializedString FACTS = new SerializedString("facts");
    private static final TemporalCodec AS_OF = new TemporalCodec(TemporalKind.INSTANT);

    private final SequencedMap<String, ObjectCodec> types;
    private final Function<List<Object>, @Nullable String> routingKey;
    private final FactReader in;
    private final JsonParser parser;
    private final List<Object> facts = new ArrayList<>();
    private @Nullable Instant asOf;

    /**
     * Reads one.
     *
     * @param types what may be sent, by name
     * @param routingKey finds it in facts
     */
    BodyReader(
            SequencedMap<String, ObjectCodec> types,
            Function<List<Object>, @Nullable String> routingKey,
            FactReader in) {
        this.types = types;
        this.routingKey = routingKey;
        this.in = in;
        parser = in.parser();
    }

    ReadFacts read() throws IOException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw invalid("The body is empty. Send an object such as {\"facts\": {…}}.");
        }
        if (first != JsonToken.START_OBJECT) {
            throw invalid("The body is no JSON object. Send an object such as {\"facts\": {…}}.");
        }
        boolean factsSeen = false;
        boolean asOfSeen = false;
        while (true) {
            boolean atFacts = parser.nextFieldName(FACTS);
            if (parser.currentToken() == JsonToken.END_OBJECT) {
                break;
            }
            boolean atAsOf = !atFacts && "asOf".equals(parser.currentName());
            if (!atFacts && !atAsOf) {
                throw invalid("The body has no member of this name: facts and asOf are all that is taken."
                        + Names.suggestion(parser.currentName(), List.of("facts", "asOf")));
            }
            if (atFacts ? factsSeen : asOfSeen) {
                throw invalid("This member is sent twice.");
            }
            factsSeen |= atFacts;
            asOfSeen |= atAsOf;
            JsonToken _ = parser.nextToken();
            if (atFacts) {
                readTypes();
            } else {
                readAsOf();
            }
        }
        if (!factsSeen) {
            throw invalid("The member facts is missing. Send an object such as {\"facts\": {…}}.");
        }
        if (parser.nextToken() != null) {
            throw invalid("Something follows the JSON object. Send one object only.");
        }
        return new ReadFacts(facts, asOf, in.sensitive().toArray(), routingKey.apply(facts));
    }

    private void readAsOf() throws IOException {
        if (in.atNull()) {
            return;
        }
        try {
            asOf = (Instant) AS_OF.read(in);
        } catch (ProblemException e) {
            throw invalid(e.detail());
        }
    }

    private void readTypes() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw invalid("The facts are no JSON object. Send an object with a list for each type, such as" + " {\""
                    + types.firstEntry().getKey() + "\": [{…}]}.");
        }
        List<ObjectCodec> seen = new ArrayList<>(types.size());
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            ObjectCodec codec = types.get(parser.currentName());
            if (codec == null) {
                throw unknownType(parser.currentName());
            }
            if (seen.contains(codec)) {
                throw in.fault("This type is sent twice. Send one list of all its facts.");
            }
            seen.add(codec);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                readOne(codec);
            } else if (token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    readOne(codec);
                }
            } else {
                throw in.wrongKind("a list of objects, or one object,");
            }
        }
    }

    private void readOne(ObjectCodec codec) throws IOException {
        if (facts.size() == FactLimits.FACTS) {
            throw in.fault("There are too many facts: at most " + FactLimits.FACTS + " are taken in one call.");
        }
        facts.add(codec.read(in));
    }

    private ProblemException unknownType(String name) {
        return in.fault("Facts of type " + Names.shown(name) + " can't be sent to this ruleset. It takes "
                + String.join(", ", types.keySet()) + "." + Names.suggestion(name, types.keySet()));
    }

    private ProblemException invalid(String sentence) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, in.pointer(), sentence);
    }
}

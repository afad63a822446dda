package dev.understudy.replay.job;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.understudy.decisionlog.query.LogQuery;
import dev.understudy.decisionlog.query.QueryParameters;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Nearest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants replayed. Each fault is a 400 with the JSON pointer of its place. */
final class RequestReader {
    private static final int MOST_BYTES = 64 << 10;
    private static final int MOST_SPREAD = 100_000;
    private static final int MOST_ONTO = 300;
    private static final Set<String> MEMBERS = Set.of("ruleset", "onto", "filter", "sample");
    private static final Set<String> SAMPLE = Set.of("size", "method");
    private static final Set<String> LISTS = Set.of("outcome", "rule");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestReader() {}

    /**
     * Reads a request.
     *
     * @param mostDecisions how large a sample may be
     * @throws ProblemException {@code INVALID_REQUEST} with the member {@code pointer}
     * @throws IOException when it is not JSON
     */
    static ReplayRequest read(byte[] body, int mostDecisions) throws IOException {
        if (body.length > MOST_BYTES) {
            throw fault(
                    "",
                    "The body has " + body.length + " bytes; a replay is asked for with at most " + MOST_BYTES + ".");
        }
        JsonNode root = JSON.readTree(body);
        if (!(root instanceof ObjectNode request)) {
            throw fault("", "An object belongs here: {\"ruleset\": …, \"onto\": …, \"filter\": {…}}.");
        }
        known(request, MEMBERS, "");
        String ruleset = text(request, "ruleset", "Name the ruleset whose decisions are to be decided again.");
        String onto = text(request, "onto", "Name the branch to decide on: feature/x, or feature/x@<commit>.");
        if (onto.length() > MOST_ONTO) {
            throw fault("/onto", "A branch's name is shorter.");
        }
        JsonNode filter = request.path("filter");
        return new ReplayRequest(
                ruleset,
                onto.strip(),
                filter.isMissingNode() ? "{}" : filter.toString(),
                query(ruleset, filter),
                sample(request.path("sample"), mostDecisions));
    }

    /** The same request for another routing key. */
    static ReplayRequest withRoutingKey(ReplayRequest request, String key) {
        try {
            ObjectNode filter = (ObjectNode) JSON.readTree(request.filter());
            String text = filter.put("routingKey", key).toString();
            return new ReplayRequest(
                    request.ruleset(), request.onto(), text, query(request.ruleset(), text), request.sample());
        } catch (IOException e) {
            throw new IllegalStateException("A filter that was read is JSON.", e);
        }
    }

    /** Reads what is kept of a request. */
    static LogQuery query(String ruleset, String filter) {
        try {
            return query(ruleset, JSON.readTree(filter));
        } catch (IOException e) {
            throw new IllegalStateException("What is kept of a replay's filter is no JSON.", e);
        }
    }

    private static LogQuery query(String ruleset, JsonNode filter) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters.put("ruleset", List.of(ruleset));
        if (filter instanceof ObjectNode members) {
            members.properties().forEach(each -> {
                if (each.getKey().equals("ruleset")) {
                    throw fault("/filter/ruleset", "The ruleset is named beside the filter, as 'ruleset'.");
                }
                parameters.put(each.getKey(), values(each.getKey(), each.getValue()));
            });
        } else if (!filter.isMissingNode()) {
            throw fault("/filter", "An object belongs here, with the filters of GET /api/v1/decisions.");
        }
        try {
            return QueryParameters.filters(parameters);
        } catch (ProblemException problem) {
            throw placed(problem);
        }
    }

    /** The same fault, at its place in the body. */
    private static ProblemException placed(ProblemException problem) {
        String name = String.valueOf(problem.extensions().getOrDefault("parameter", ""));
        String sentence = problem.detail()
                .replaceFirst("^The parameter '", "'")
                .replaceFirst("^There is no parameter '", "There is no filter '");
        return ProblemException.at(
                problem.type(), name.equals("ruleset") ? "/ruleset" : "/filter/" + step(name), sentence);
    }

    private static List<String> values(String name, JsonNode value) {
        String pointer = "/filter/" + step(name);
        if (value.isBoolean() && name.equals("effective")) {
            return List.of(value.asText());
        }
        if (value.isTextual() && !name.equals("effective")) {
            return List.of(value.asText());
        }
        if (!value.isArray() || !LISTS.contains(name)) {
            throw fault(
                    pointer,
                    switch (name) {
                        case "effective" -> "true or false belongs here.";
                        case "outcome", "rule" -> "Text, or a list of texts, belongs here.";
                        default -> "Text belongs here, if there is such a filter at all.";
                    });
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode each : value) {
            if (!each.isTextual()) {
                throw fault(pointer + "/" + texts.size(), "Text belongs here.");
            }
            texts.add(each.asText());
        }
        return List.copyOf(texts);
    }

    private static @Nullable Sample sample(JsonNode sample, int mostDecisions) {
        if (sample.isMissingNode()) {
            return null;
        }
        if (!(sample instanceof ObjectNode members)) {
            throw fault("/sample", "An object belongs here: {\"size\": 1000, \"method\": \"newest\"}.");
        }
        known(members, SAMPLE, "/sample");
        Sample.Method method = method(members.path("method"));
        int most = method == Sample.Method.SPREAD ? Math.min(MOST_SPREAD, mostDecisions) : mostDecisions;
        JsonNode size = members.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToInt() || size.asInt() < 1 || size.asInt() > most) {
            throw fault("/sample/size", "A whole number from 1 to " + most + " belongs here.");
        }
        return new Sample(method, size.asInt());
    }

    private static Sample.Method method(JsonNode method) {
        if (method.isMissingNode()) {
            return Sample.Method.NEWEST;
        }
        for (Sample.Method each : Sample.Method.values()) {
            if (method.isTextual() && each.text().equals(method.asText().toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw fault("/sample/method", "'newest' or 'spread' belongs here.");
    }

    private static String text(ObjectNode of, String name, String sentence) {
        JsonNode value = of.path(name);
        if (!value.isTextual() || value.asText().isBlank()) {
            throw fault("/" + name, sentence);
        }
        return value.asText();
    }

    private static void known(ObjectNode object, Set<String> names, String pointer) {
        object.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw fault(
                        pointer + "/" + step(name),
                        "There is no member '" + shown(name) + "' here" + Nearest.hint(name, names));
            }
        });
    }

    private static String step(String name) {
        return shown(name).replace("~", "~0").replace("/", "~1");
    }

    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "…" : plain;
    }

    static ProblemException fault(String pointer, String sentence) {
        return ProblemException.at(ProblemType.INVALID_REQUEST, pointer, sentence);
    }
}

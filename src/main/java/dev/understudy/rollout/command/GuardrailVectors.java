package dev.understudy.rollout.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.rollout.command.VectorFile.Malformed;
import dev.understudy.rollout.guardrail.BlastRadius;
import dev.understudy.rollout.guardrail.Evidence;
import dev.understudy.rollout.guardrail.Hypothesis;
import dev.understudy.rollout.guardrail.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks vectors of when to stop: {@code {"harm": [{events: [{candidate, exposure}], eValueAfter: {"5": 0.76},
 * rollbackAtEvent}], "blastRadius": [{declared, changed: "0010…", eValueAfter, stopAt}]}}. Events are counted from 1;
 * null says that it never stops.
 */
final class GuardrailVectors {
    private final Checks checks;

    GuardrailVectors(Checks checks) {
        this.checks = checks;
    }

    /** Checks them all; gives their number. */
    int check(JsonNode root) throws Malformed {
        if (!root.isObject() || !root.has("harm") && !root.has("blastRadius")) {
            throw new Malformed("", "an object belongs here, with the lists 'harm' and 'blastRadius'.");
        }
        int number = 0;
        if (root.has("harm")) {
            int index = 0;
            for (JsonNode each : VectorFile.list(root.path("harm"), "/harm")) {
                String at = "/harm/" + index++;
                compare(each, at, harm(each, at), "rollbackAtEvent");
            }
            number += index;
        }
        if (root.has("blastRadius")) {
            int index = 0;
            for (JsonNode each : VectorFile.list(root.path("blastRadius"), "/blastRadius")) {
                String at = "/blastRadius/" + index++;
                compare(each, at, radius(each, at), "stopAt");
            }
            number += index;
        }
        return number;
    }

    /** The logarithm of the e-value after each event, that after none first. */
    private static List<Double> harm(JsonNode vector, String at) throws Malformed {
        JsonNode events = vector.path("events");
        if (!events.isArray()) {
            throw new Malformed(at + "/events", "a list of events belongs here.");
        }
        Evidence evidence = Evidence.none(Hypothesis.HARM);
        List<Double> logs = new ArrayList<>(List.of(0.0));
        for (JsonNode each : events) {
            String place = at + "/events/" + (logs.size() - 1);
            boolean candidate = VectorFile.truth(each.path("candidate"), place + "/candidate");
            evidence = evidence.with(candidate, VectorFile.share(each.path("exposure"), place + "/exposure"));
            logs.add(evidence.logE());
        }
        return logs;
    }

    private static List<Double> radius(JsonNode vector, String at) throws Malformed {
        BlastRadius radius = BlastRadius.of(VectorFile.share(vector.path("declared"), at + "/declared"));
        String changed = VectorFile.text(vector, "changed", at);
        List<Double> logs = new ArrayList<>(List.of(0.0));
        for (int i = 0; i < changed.length(); i++) {
            char each = changed.charAt(i);
            if (each != '0' && each != '1') {
                throw new Malformed(at + "/changed", "a text of 0 and 1 belongs here.");
            }
            radius = radius.with(each == '1');
            logs.add(radius.logE());
        }
        return logs;
    }

    private void compare(JsonNode vector, String at, List<Double> logs, String stopKey) throws Malformed {
        String pointer = at + "/eValueAfter";
        JsonNode values = vector.path("eValueAfter");
        if (!values.isObject()) {
            throw new Malformed(pointer, values.isMissingNode() ? "is missing." : "an object belongs here.");
        }
        for (Map.Entry<String, JsonNode> each : values.properties()) {
            String place = pointer + "/" + each.getKey();
            int event = (int) VectorFile.whole(each.getKey(), logs.size() - 1, place);
            if (!each.getValue().isNumber()) {
                throw new Malformed(place, "a number belongs here.");
            }
            checks.compare(
                    Written.matches(each.getValue(), logs.get(event)),
                    place,
                    each.getValue().asText(),
                    "" + Math.exp(logs.get(event)));
        }
        stop(vector, at + "/" + stopKey, stopKey, logs);
    }

    private void stop(JsonNode vector, String pointer, String key, List<Double> logs) throws Malformed {
        if (!vector.has(key)) {
            throw new Malformed(pointer, "is missing; null stands for never.");
        }
        JsonNode said = vector.path(key);
        if (!said.isNull() && !said.isNumber()) {
            throw new Malformed(pointer, "the number of an event belongs here, or null for never.");
        }
        int found = 0;
        for (int i = 1; i < logs.size() && found == 0; i++) {
            found = logs.get(i) >= Math.log(Judge.ROLL_BACK) ? i : 0;
        }
        long expected = said.isNull() ? 0 : VectorFile.whole(said.asText(), logs.size() - 1, pointer);
        checks.compare(found == expected, pointer, word(expected), word(found));
    }

    private static String word(long event) {
        return event == 0 ? "never" : "event " + event;
    }
}

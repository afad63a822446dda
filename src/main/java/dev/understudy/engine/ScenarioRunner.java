package dev.understudy.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.manifest.Place;
import dev.understudy.manifest.ScenarioResult;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides the facts of each scenario and compares with what it expects. Stateless; used by many threads. */
public final class ScenarioRunner {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * What came of a scenario.
     *
     * @param failures what it expects otherwise, with places; empty when it passes
     * @param fired rules that fired, in the order of their first firing; empty when the decision failed
     */
    public record Outcome(List<Diagnostic> failures, List<String> fired) {
        /** Keeps its own copies of the lists. */
        public Outcome {
            failures = List.copyOf(failures);
            fired = List.copyOf(fired);
        }
    }

    /** A failure for each scenario that expects something else. */
    List<Diagnostic> run(CompiledRuleset ruleset, List<ScenarioResult> files) {
        List<Diagnostic> failures = new ArrayList<>();
        for (ScenarioResult file : files) {
            for (Scenario scenario : file.scenarios()) {
                failures.addAll(run(ruleset, file, scenario).failures());
            }
        }
        return failures;
    }

    /**
     * Runs one scenario. Never throws for what rules and facts can do: facts that don't fit, and a decision that is
     * stopped by a limit, are failures.
     *
     * @param file that has the scenario
     */
    public Outcome run(CompiledRuleset ruleset, ScenarioResult file, Scenario scenario) {
        Decision decision;
        try {
            byte[] given = scenario.givenJson().getBytes(StandardCharsets.UTF_8);
            decision = ruleset.decide(ruleset.read(given, 0, given.length), false);
        } catch (ProblemException problem) {
            Object pointer = problem.extensions().getOrDefault("pointer", "");
            Place place = file.place(scenario, pointer.toString());
            return new Outcome(List.of(failure(scenario, place, problem.detail())), List.of());
        }
        List<Diagnostic> failures = new ArrayList<>();
        compareOutcome(file, scenario, decision, failures);
        compareFired(file, scenario, decision, failures);
        return new Outcome(
                failures,
                decision.firedRules().stream().map(Decision.FiredRule::rule).toList());
    }

    private static void compareOutcome(
            ScenarioResult file, Scenario scenario, Decision decision, List<Diagnostic> failures) {
        JsonNode outcome = parse(decision.outcomeJson());
        scenario.expectedOutcomes().forEach((type, expected) -> {
            JsonNode wanted = parse(expected.json().getBytes(StandardCharsets.UTF_8));
            JsonNode got = outcome.path(type);
            Place place = new Place(expected.line(), expected.column());
            if (got.isMissingNode()) {
                failures.add(failure(scenario, place, "'" + type + "' is no type of the outcome."));
                return;
            }
            if (wanted.size() != got.size()) {
                failures.add(failure(
                        scenario,
                        place,
                        "expected " + wanted.size() + " of " + type + ", got " + got.size() + ": " + brief(got)));
                return;
            }
            for (int i = 0; i < wanted.size(); i++) {
                compareFact(file, scenario, "/expect/" + type + "/" + i, wanted.get(i), got.get(i), failures);
            }
        });
    }

    private static void compareFact(
            ScenarioResult file,
            Scenario scenario,
            String pointer,
            JsonNode wanted,
            JsonNode got,
            List<Diagnostic> failures) {
        wanted.properties().forEach(field -> {
            JsonNode found = got.path(field.getKey());
            if (!matches(field.getValue(), found)) {
                failures.add(failure(
                        scenario,
                        file.place(scenario, pointer + "/" + field.getKey()),
                        "expected " + field.getKey() + " " + brief(field.getValue()) + ", got "
                                + (found.isMissingNode() ? "none" : brief(found))));
            }
        });
    }

    private static boolean matches(JsonNode wanted, JsonNode got) {
        if (wanted.isNull()) {
            return got.isMissingNode() || got.isNull();
        }
        if (wanted.isNumber() && got.isNumber()) {
            return wanted.decimalValue().compareTo(got.decimalValue()) == 0;
        }
        if (wanted.isObject() && got.isObject()) {
            return wanted.properties().stream().allMatch(each -> matches(each.getValue(), got.path(each.getKey())));
        }
        if (wanted.isArray() && got.isArray() && wanted.size() == got.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                if (!matches(wanted.get(i), got.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return wanted.equals(got);
    }

    private static void compareFired(
            ScenarioResult file, Scenario scenario, Decision decision, List<Diagnostic> failures) {
        scenario.expectedFired().ifPresent(expected -> {
            Map<String, Integer> got = new LinkedHashMap<>();
            decision.firedRules().forEach(fired -> got.put(fired.rule(), fired.count()));
            if (!got.equals(expected)) {
                failures.add(failure(
                        scenario,
                        file.place(scenario, "/fired"),
                        "expected to fire " + new TreeMap<>(expected) + ", fired " + got));
            }
        });
    }

    private static Diagnostic failure(Scenario scenario, Place place, String message) {
        return Diagnostic.failure(
                scenario.file(), place.line(), place.column(), "scenario '" + scenario.name() + "': " + message);
    }

    private static String brief(JsonNode node) {
        String text = node.isNumber() ? node.decimalValue().toPlainString() : node.toString();
        return text.length() <= 120 ? text : text.substring(0, 117) + "…";
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Own JSON must be readable.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

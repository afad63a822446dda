package dev.understudy.review.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.understudy.engine.drl.Place;
import dev.understudy.manifest.ScenarioResult;
import dev.understudy.ruleset.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares scenarios by what they give and expect, however it is laid out. */
public final class ScenarioComparison {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ScenarioComparison() {}

    static List<ScenarioChange> of(List<ScenarioResult> base, List<ScenarioResult> branch) {
        List<Scenario> then = all(base);
        List<Scenario> now = all(branch);
        Matching<Scenario> pairs = new Matching<>(then, now)
                .by(each -> List.of(each.file(), each.name()))
                .by(Scenario::name);
        List<ScenarioChange> changes = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            Scenario scenario = now.get(i);
            pairs.former(i)
                    .ifPresentOrElse(
                            former -> {
                                List<String> parts = parts(former, scenario);
                                if (!parts.isEmpty()) {
                                    changes.add(new ScenarioChange(
                                            Change.CHANGED, scenario.name(), parts, place(former), place(scenario)));
                                }
                            },
                            () -> changes.add(new ScenarioChange(
                                    Change.ADDED, scenario.name(), List.of(), null, place(scenario))));
        }
        pairs.lost()
                .forEach(lost ->
                        changes.add(new ScenarioChange(Change.REMOVED, lost.name(), List.of(), place(lost), null)));
        return changes;
    }

    private static List<Scenario> all(List<ScenarioResult> files) {
        return files.stream().flatMap(file -> file.scenarios().stream()).toList();
    }

    private static Place place(Scenario scenario) {
        return new Place(scenario.file(), scenario.line(), scenario.column());
    }

    /** Which parts of a scenario differ; none when both say the same. */
    public static List<String> parts(Scenario then, Scenario now) {
        List<String> parts = new ArrayList<>();
        if (!parsed(then.givenJson()).equals(parsed(now.givenJson()))) {
            parts.add("given");
        }
        if (!expected(then).equals(expected(now))) {
            parts.add("expect");
        }
        if (!then.expectedFired().equals(now.expectedFired())) {
            parts.add("fired");
        }
        return parts;
    }

    private static Map<String, JsonNode> expected(Scenario scenario) {
        Map<String, JsonNode> expected = new LinkedHashMap<>();
        scenario.expectedOutcomes().forEach((type, facts) -> expected.put(type, parsed(facts.json())));
        return expected;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Own JSON must be readable.", e);
        }
    }
}

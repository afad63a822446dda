package dev.understudy.ruleset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Given facts, expected decision.
 *
 * @param name unique in its file
 * @param file path from the top of the rules repository
 * @param line where it starts
 * @param column where it starts
 * @param givenJson the body of a decision call, {@code {"facts": …, "asOf": …}}
 * @param expectedOutcomes by type, the facts expected: each is a JSON array; a type that is not named is not looked at
 * @param expectedFired when given, each rule that must fire with how often; rules not named may not fire
 */
public record Scenario(
        String name,
        String file,
        int line,
        int column,
        String givenJson,
        Map<String, ExpectedFacts> expectedOutcomes,
        Optional<Map<String, Integer>> expectedFired) {
    /**
     * The facts of one type that are expected.
     *
     * @param json a JSON array of objects; a field that is not named is not looked at
     * @param line where the expectation stands
     * @param column where the expectation stands
     */
    public record ExpectedFacts(String json, int line, int column) {}

    /** Keeps its own copies of the maps. */
    public Scenario {
        expectedOutcomes = Collections.unmodifiableMap(new LinkedHashMap<>(expectedOutcomes));
        expectedFired = expectedFired.map(Map::copyOf);
    }
}

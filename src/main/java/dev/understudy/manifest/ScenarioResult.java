package dev.understudy.manifest;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.Diagnostic.Severity;
import dev.understudy.ruleset.Scenario;
import java.util.List;
import java.util.Map;

/**
 * What came of reading a file of scenarios. One faulty scenario does not take the others with it.
 *
 * @param scenarios those that could be read, in the order of the file
 * @param diagnostics what is wrong with the others, and warnings; sorted
 * @param places by the scenario's name, where its values stand
 */
public record ScenarioResult(List<Scenario> scenarios, List<Diagnostic> diagnostics, Map<String, Places> places) {
    /** Keeps its own copies. */
    public ScenarioResult {
        scenarios = List.copyOf(scenarios);
        diagnostics = List.copyOf(diagnostics);
        places = Map.copyOf(places);
    }

    /** Whether something in the file can't be used. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    }

    /**
     * Where in the YAML a value of the scenario's {@link Scenario#givenJson()} stands.
     *
     * @param scenario one of {@link #scenarios()}
     * @param pointer JSON pointer into {@code givenJson}, {@code /facts/Flight/0/delay}; further {@code
     *     /expect/Compensation/0/amount}, and {@code /fired/} with a rule's name as its last step
     */
    public Place place(Scenario scenario, String pointer) {
        Places known = places.get(scenario.name());
        return known == null ? new Place(scenario.line(), scenario.column()) : known.place(pointer);
    }
}

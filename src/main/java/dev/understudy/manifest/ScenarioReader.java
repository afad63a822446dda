package dev.understudy.manifest;

import dev.understudy.ruleset.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads files of scenarios: a list of scenarios, or one alone. Stateless; used by many threads. */
public final class ScenarioReader {
    private static final int MOST_KIB = 1024;

    /**
     * Reads a file of scenarios.
     *
     * @param repositoryPath the file's path from the top of the rules repository, {@code
     *     flight-compensation/scenarios/short-haul.yaml}
     * @param yaml its bytes
     */
    public ScenarioResult read(String repositoryPath, byte[] yaml) {
        Faults faults = new Faults(repositoryPath);
        Optional<Node> root = YamlDocument.read(yaml, MOST_KIB, faults);
        if (root.isEmpty() && !faults.hasErrors()) {
            faults.warning(Place.TOP, "The file holds no scenarios.");
        }
        List<Scenario> scenarios = new ArrayList<>();
        Map<String, Places> places = new HashMap<>();
        for (Node node : root.map(ScenarioReader::items).orElse(List.of())) {
            new ScenarioSection(faults).read(node).ifPresent(found -> {
                Scenario scenario = found.scenario();
                if (places.putIfAbsent(scenario.name(), found.places()) == null) {
                    scenarios.add(scenario);
                } else {
                    faults.error(
                            found.places().place("/name"),
                            "Another scenario of this file is called '" + scenario.name()
                                    + "'. Give each its own name.");
                }
            });
        }
        return new ScenarioResult(scenarios, faults.sorted(), places);
    }

    private static List<Node> items(Node root) {
        return root instanceof SequenceNode list ? list.getValue() : List.of(root);
    }
}

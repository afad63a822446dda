package dev.understudy.manifest;

import dev.understudy.ruleset.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** The key {@code routingKey}: a JSON pointer to one value of one fact. */
final class RoutingKeys {
    private static final Pattern STEP = Pattern.compile("([^~]|~[01])*");
    private static final Pattern INDEX = Pattern.compile("0|[1-9][0-9]{0,8}");
    private static final String EXAMPLE = "It is a JSON pointer into the facts, /Flight/0/passengerId say.";

    private RoutingKeys() {}

    static Optional<String> read(Node node, List<String> factsIn, Faults faults) {
        Optional<String> pointer = Scalars.text(node, "routingKey", faults);
        pointer.flatMap(text -> fault(text, factsIn)).ifPresent(message -> faults.error(node, message));
        return pointer;
    }

    private static Optional<String> fault(String pointer, List<String> factsIn) {
        if (!pointer.startsWith("/")) {
            return Optional.of("routingKey '" + Kind.shortened(pointer) + "' does not start with '/'. " + EXAMPLE);
        }
        String[] steps = pointer.substring(1).split("/", -1);
        for (String step : steps) {
            if (step.isEmpty() || !STEP.matcher(step).matches()) {
                return Optional.of("routingKey has the step '" + Kind.shortened(step)
                        + "', which is no step of a JSON pointer ('~' is written ~0, '/' is written ~1). " + EXAMPLE);
            }
        }
        if (!factsIn.isEmpty() && !factsIn.contains(steps[0])) {
            return Optional.of("routingKey starts with '" + Kind.shortened(steps[0]) + "', which facts.in does not name"
                    + Nearest.hint(steps[0], factsIn));
        }
        if (steps.length < 3 || !INDEX.matcher(steps[1]).matches()) {
            return Optional.of("routingKey has to name a type, the number of a fact and a field. " + EXAMPLE);
        }
        return Optional.empty();
    }
}

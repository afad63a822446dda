package dev.understudy.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code fired}: rules with how often they fire, or a list of rules that fire once each. */
final class FiredSection {
    private static final Pattern COUNT = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Faults faults;
    private final Places.Builder places;

    FiredSection(Faults faults, Places.Builder places) {
        this.faults = faults;
        this.places = places;
    }

    Optional<Map<String, Integer>> read(Node node) {
        places.value("/fired", Place.of(node));
        return node instanceof SequenceNode
                ? Scalars.texts(node, "fired", this::note, faults).map(FiredSection::onceEach)
                : Fields.any(node, "fired", faults).map(fields -> counts(fields.all()));
    }

    private boolean note(String rule, Node item) {
        places.value("/fired" + Places.step(rule), Place.of(item));
        return true;
    }

    private static Map<String, Integer> onceEach(List<String> rules) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rules.forEach(rule -> counts.put(rule, 1));
        return counts;
    }

    /** A rule with the count 0 is left out: rules that are not named may not fire. */
    private Map<String, Integer> counts(List<Fields.Entry> entries) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Fields.Entry entry : entries) {
            note(entry.name(), entry.key());
            Node value = entry.value();
            if (!(value instanceof ScalarNode scalar)
                    || !COUNT.matcher(scalar.getValue()).matches()) {
                faults.error(
                        value,
                        "How often '" + Kind.shortened(entry.name()) + "' fires is " + Kind.of(value)
                                + "; a whole number belongs here.");
            } else if (!"0".equals(scalar.getValue())) {
                counts.put(entry.name(), Integer.parseInt(scalar.getValue()));
            }
        }
        return counts;
    }
}

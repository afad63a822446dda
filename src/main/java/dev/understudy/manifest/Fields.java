package dev.understudy.manifest;

import dev.understudy.ruleset.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A mapping with text as keys, each of which stands there once. */
final class Fields {
    private final Map<String, Entry> entries;
    private final Place place;

    /** A key with its value. */
    record Entry(ScalarNode key, Node value) {
        String name() {
            return key.getValue();
        }
    }

    private Fields(Map<String, Entry> entries, Place place) {
        this.entries = entries;
        this.place = place;
    }

    /**
     * Reads a mapping whose keys may be any.
     *
     * @param what names the mapping in a message
     */
    static Optional<Fields> any(Node node, String what, Faults faults) {
        if (!(node instanceof MappingNode mapping)) {
            faults.error(node, what + " is " + Kind.of(node) + "; a mapping (key: value) belongs here.");
            return Optional.empty();
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.error(tuple.getKeyNode(), "A key is a text; this is " + Kind.of(tuple.getKeyNode()) + ".");
                continue;
            }
            Entry first = entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode()));
            if (first != null) {
                faults.error(
                        key,
                        "The key '" + key.getValue() + "' stands here twice; the first is in line "
                                + Place.of(first.key()).line() + ". Remove one.");
            }
        }
        return Optional.of(new Fields(entries, Place.of(node)));
    }

    /** Reads a mapping that may have the known keys and no other. */
    static Optional<Fields> known(Node node, String what, List<String> known, Faults faults) {
        Optional<Fields> fields = any(node, what, faults);
        fields.ifPresent(each -> each.all().stream()
                .filter(entry -> !known.contains(entry.name()))
                .forEach(entry -> faults.error(entry.key(), unknown(entry.name(), known))));
        return fields;
    }

    private static String unknown(String name, List<String> known) {
        return "unknown key '" + name + "'"
                + Nearest.of(name, known)
                        .map(each -> "; did you mean '" + each + "'?")
                        .orElse("; the keys here are " + String.join(", ", known) + ".");
    }

    /** The value under a key. */
    Optional<Node> get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    List<Entry> all() {
        return List.copyOf(entries.values());
    }

    /** Where the mapping starts. */
    Place place() {
        return place;
    }
}

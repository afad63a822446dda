package dev.understudy.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads texts and lists, and tells what stands there instead. */
final class Scalars {
    private static final int LONGEST = 200;

    private Scalars() {}

    /**
     * A text of 1 to 200 characters on one line.
     *
     * @param what names the value in a message
     */
    static Optional<String> text(Node node, String what, Faults faults) {
        if (!(node instanceof ScalarNode scalar) || Kind.isNull(node)) {
            faults.error(node, what + " is " + Kind.of(node) + "; a text belongs here.");
            return Optional.empty();
        }
        String text = scalar.getValue().strip();
        if (text.isEmpty()) {
            faults.error(node, what + " is blank; give it a text, or leave the key out.");
            return Optional.empty();
        }
        if (text.length() > LONGEST || text.chars().anyMatch(c -> c < 0x20)) {
            faults.error(node, what + " is to be one line of at most " + LONGEST + " characters.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    /** The items of a list. */
    static Optional<List<Node>> items(Node node, String what, Faults faults) {
        if (node instanceof SequenceNode list) {
            return Optional.of(list.getValue());
        }
        faults.error(node, what + " is " + Kind.of(node) + "; a list belongs here" + example(node) + ".");
        return Optional.empty();
    }

    private static String example(Node node) {
        return node instanceof ScalarNode scalar && !Kind.isNull(node)
                ? ", [" + Kind.shortened(scalar.getValue()) + "]"
                : "";
    }

    /**
     * A list of texts of which none stands there twice; texts that can't be taken are left out.
     *
     * @return empty when the node is no list
     */
    static Optional<List<String>> texts(Node node, String what, TextCheck check, Faults faults) {
        return items(node, what, faults).map(items -> {
            Map<String, Node> seen = new LinkedHashMap<>();
            for (Node item : items) {
                text(item, "An item of " + what, faults)
                        .filter(text -> check.accepts(text, item))
                        .ifPresent(text -> addOnce(seen, text, item, what, faults));
            }
            return new ArrayList<>(seen.keySet());
        });
    }

    private static void addOnce(Map<String, Node> seen, String text, Node item, String what, Faults faults) {
        if (seen.putIfAbsent(text, item) != null) {
            faults.error(item, "'" + text + "' stands twice in " + what + ". Remove one.");
        }
    }

    /** Looks at one text, and tells what is wrong with it itself. */
    interface TextCheck {
        boolean accepts(String text, Node node);
    }
}

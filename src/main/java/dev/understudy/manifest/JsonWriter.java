package dev.understudy.manifest;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Writes YAML as the JSON it stands for. Numbers keep their digits, as text and money do not survive a double; dates
 * stay the text that was written; only {@code true} and {@code false} are booleans, so that Norway stays NO.
 */
final class JsonWriter {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern YAML_NUMBER = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
            + "|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private final StringBuilder json;
    private final Faults faults;

    JsonWriter(StringBuilder json, Faults faults) {
        this.json = json;
        this.faults = faults;
    }

    void write(Node node) {
        switch (node) {
            case SequenceNode list -> writeList(list);
            case MappingNode mapping -> writeMapping(mapping);
            case ScalarNode scalar -> writeScalar(scalar);
            default -> throw new IllegalArgumentException("composed YAML has no " + node.getNodeId());
        }
    }

    private void writeList(SequenceNode list) {
        json.append('[');
        String comma = "";
        for (Node item : list.getValue()) {
            json.append(comma);
            write(item);
            comma = ",";
        }
        json.append(']');
    }

    private void writeMapping(MappingNode mapping) {
        Set<String> seen = new HashSet<>();
        json.append('{');
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.error(tuple.getKeyNode(), "A key is a text; this is " + Kind.of(tuple.getKeyNode()) + ".");
                continue;
            }
            if (!seen.add(key.getValue())) {
                faults.error(key, "The key '" + Kind.shortened(key.getValue()) + "' stands here twice. Remove one.");
                continue;
            }
            json.append(seen.size() == 1 ? "" : ",");
            quote(key.getValue());
            json.append(':');
            write(tuple.getValueNode());
        }
        json.append('}');
    }

    private void writeScalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            quote(text);
        } else if (Kind.isNull(scalar)) {
            json.append("null");
        } else if ("true".equals(text)
                || "false".equals(text)
                || NUMBER.matcher(text).matches()) {
            json.append(text);
        } else {
            oddNumber(text).ifPresent(message -> faults.error(scalar, message));
            quote(text);
        }
    }

    private static Optional<String> oddNumber(String text) {
        return YAML_NUMBER.matcher(text).matches()
                ? Optional.of("'" + Kind.shortened(text) + "' is a number in YAML and none in JSON. Write it with plain"
                        + " digits (12, -0.5, 1e6), or quote it if it is a text.")
                : Optional.empty();
    }

    void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                case '\r' -> json.append("\\r");
                default -> json.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        json.append('"');
    }
}

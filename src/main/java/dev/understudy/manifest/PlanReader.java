package dev.understudy.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.ruleset.RolloutPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads a plan from JSON, of the same form as the section {@code rollout} of {@code ruleset.yaml}, with the same checks:
 * JSON is taken as YAML in which the number of a line stands for a pointer.
 */
public final class PlanReader {
    private final List<String> pointers = new ArrayList<>();

    private PlanReader() {}

    /**
     * Reads it.
     *
     * @param json an object such as {@code {"stages": [{"percent": 1, "soak": "10m"}]}}
     * @param at JSON pointer to it, for the places of faults; empty for a whole document
     */
    public static PlanResult read(JsonNode json, String at) {
        PlanReader reader = new PlanReader();
        Faults faults = new Faults("");
        Optional<RolloutPlan> plan = RolloutSection.staged(reader.node(json, at), faults);
        return plan.isPresent() && !faults.hasErrors()
                ? new PlanResult.Read(plan.get())
                : new PlanResult.Faulty(faults.sorted().stream()
                        .map(each -> new PlanResult.Fault(reader.pointers.get(each.line() - 1), each.message()))
                        .toList());
    }

    private Node node(JsonNode json, String pointer) {
        Mark mark = mark(pointer);
        if (json.isObject()) {
            List<NodeTuple> tuples = new ArrayList<>();
            for (Map.Entry<String, JsonNode> each : json.properties()) {
                String child = pointer + Places.step(each.getKey());
                Node key = scalar(Tag.STR, each.getKey(), mark(child), ScalarStyle.DOUBLE_QUOTED);
                tuples.add(new NodeTuple(key, node(each.getValue(), child)));
            }
            return new MappingNode(Tag.MAP, true, tuples, mark, mark, FlowStyle.FLOW);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            for (JsonNode each : json) {
                items.add(node(each, pointer + "/" + items.size()));
            }
            return new SequenceNode(Tag.SEQ, true, items, mark, mark, FlowStyle.FLOW);
        }
        if (json.isNumber()) {
            return scalar(Tag.FLOAT, number(json), mark, ScalarStyle.PLAIN);
        }
        return json.isTextual()
                ? scalar(Tag.STR, json.textValue(), mark, ScalarStyle.DOUBLE_QUOTED)
                : scalar(Tag.NULL, json.asText(), mark, ScalarStyle.PLAIN);
    }

    private static Node scalar(Tag tag, String text, Mark mark, ScalarStyle style) {
        return new ScalarNode(tag, text, mark, mark, style);
    }

    /** Without an exponent, where there is a number to be written so: what is out of all bounds is refused later. */
    private static String number(JsonNode json) {
        boolean plain = Math.abs(json.doubleValue()) < 1e15 && Math.abs(json.doubleValue()) > 1e-9;
        return plain ? json.decimalValue().stripTrailingZeros().toPlainString() : json.asText();
    }

    private Mark mark(String pointer) {
        pointers.add(pointer);
        return new Mark("", 0, pointers.size() - 1, 0, new int[0], 0);
    }
}

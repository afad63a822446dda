package dev.understudy.manifest;

import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Notes where each value under a node stands. */
final class PlaceWalker {
    private PlaceWalker() {}

    static void walk(Node node, String pointer, Places.Builder places) {
        places.value(pointer, Place.of(node));
        switch (node) {
            case SequenceNode list -> walkList(list.getValue(), pointer, places);
            case MappingNode mapping -> walkMapping(mapping, pointer, places);
            default -> {}
        }
    }

    private static void walkList(List<Node> items, String pointer, Places.Builder places) {
        for (int i = 0; i < items.size(); i++) {
            walk(items.get(i), pointer + "/" + i, places);
        }
    }

    private static void walkMapping(MappingNode mapping, String pointer, Places.Builder places) {
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                String child = pointer + Places.step(key.getValue());
                places.key(child, Place.of(key));
                if (!(tuple.getValueNode() instanceof ScalarNode)) {
                    places.value(child, Place.of(key));
                }
                walk(tuple.getValueNode(), child, places);
            }
        }
    }
}

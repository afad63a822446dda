package dev.understudy.review.difference;

import dev.understudy.content.Sha256;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a ruleset says, item by item, without comments and layout: two of the same meaning decide the same.
 *
 * @param items {@code rule Short haul}, {@code ruleset.yaml}, {@code scenario Late} and so on, each with a digest
 * @param order of the rules; among rules of equal salience the first fires first
 */
public record Meaning(NavigableMap<String, String> items, List<String> order) {
    /** Of a ruleset that is not there. */
    public static final Meaning NONE = new Meaning(new TreeMap<>(), List.of());

    private static final String NOTHING = "-";
    private static final String ORDER = "order of rules";

    /** Keeps its own copies. */
    public Meaning {
        items = new TreeMap<>(items);
        order = List.copyOf(order);
    }

    /** Equal for equal meanings. */
    public String digest() {
        return Sha256.hex(items + "\n" + order);
    }

    /**
     * What is to change so that it says the other: items, each with a text that is equal for equal changes. Items that
     * both have in common are left out, wherever they stand; where a new rule stands is part of its change.
     */
    public NavigableMap<String, String> changesTo(Meaning other) {
        NavigableMap<String, String> changes = new TreeMap<>();
        TreeSet<String> names = new TreeSet<>(items.keySet());
        names.addAll(other.items.keySet());
        for (String name : names) {
            String then = items.getOrDefault(name, NOTHING);
            String now = other.items.getOrDefault(name, NOTHING);
            if (!then.equals(now)) {
                changes.put(name, then + ">" + now + (then.equals(NOTHING) ? other.before(name) : ""));
            }
        }
        List<String> stayed =
                order.stream().filter(other.items::containsKey).distinct().toList();
        List<String> stays =
                other.order.stream().filter(items::containsKey).distinct().toList();
        if (!stayed.equals(stays)) {
            changes.put(ORDER, Sha256.hex(stayed + ">" + stays));
        }
        return changes;
    }

    /** The rule that comes before it. */
    private String before(String name) {
        int place = order.indexOf(name);
        return place > 0 ? " behind " + order.get(place - 1) : "";
    }

    /** The items that one set of changes has, and the other has not or otherwise; sorted. */
    public static List<String> differing(Map<String, String> changes, Map<String, String> others) {
        TreeSet<String> names = new TreeSet<>(changes.keySet());
        names.addAll(others.keySet());
        names.removeIf(name -> Objects.equals(changes.get(name), others.get(name)));
        return List.copyOf(names);
    }
}

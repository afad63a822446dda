package dev.understudy.engine.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a ruleset in the order in which they are written, which decides between rules of equal salience.
 *
 * @param rules by position
 */
public record RuleOrder(List<PlacedName> rules) {
    /**
     * A rule and where it stands.
     *
     * @param name its name
     * @param packageName its package
     * @param file path from the top of the rules repository
     * @param line counted from 1
     * @param column counted from 1
     */
    public record PlacedName(String name, String packageName, String file, int line, int column) {}

    /** Keeps its own copy of the list. */
    public RuleOrder {
        rules = List.copyOf(rules);
    }

    /** The first rule of this name, or null. */
    @Nullable
    PlacedName find(String name) {
        return rules.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Positions by package and name. */
    Map<String, Integer> positions() {
        Map<String, Integer> positions = HashMap.newHashMap(rules.size());
        for (int i = 0; i < rules.size(); i++) {
            positions.put(key(rules.get(i).packageName(), rules.get(i).name()), i);
        }
        return positions;
    }

    static String key(String packageName, String name) {
        return packageName + '\n' + name;
    }
}

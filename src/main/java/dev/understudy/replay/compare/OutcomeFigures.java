package dev.understudy.replay.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an outcome says, as far as it may be shown.
 *
 * @param types of which it has a fact, in its order
 * @param leaves its values, in its order
 */
record OutcomeFigures(Set<String> types, List<Leaf> leaves) {
    private static final int MOST_TEXT = 60;

    /** Paths of the values that must not be shown. */
    Set<String> sensitivePaths() {
        Set<String> paths = new LinkedHashSet<>();
        for (Leaf leaf : leaves) {
            if (leaf.sensitive()) {
                paths.add(leaf.path());
            }
        }
        return paths;
    }

    /** How often each value is there, as {@code Compensation.amount=250}; values of {@code hidden} paths are masked. */
    Map<String, Integer> values(Set<String> hidden) {
        Map<String, Integer> values = LinkedHashMap.newLinkedHashMap(leaves.size());
        for (Leaf leaf : leaves) {
            values.merge(
                    leaf.path() + "=" + (isHidden(leaf, hidden) ? "•••" : shortened(leaf.text())), 1, Integer::sum);
        }
        return values;
    }

    /** Whether a value must not be shown: a path is sensitive with all that is under it. */
    static boolean isHidden(Leaf leaf, Set<String> hidden) {
        return leaf.sensitive()
                || !hidden.isEmpty()
                        && hidden.stream()
                                .anyMatch(each ->
                                        leaf.path().equals(each) || leaf.path().startsWith(each + "."));
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        if (line.length() <= MOST_TEXT) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT;
        return line.substring(0, end) + "…";
    }
}

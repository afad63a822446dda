package dev.understudy.review.difference;

import dev.understudy.engine.outline.RuleOutline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds for each rule of the branch what it was on the base: by its name; then by what it says, for one that got another
 * name; then by its neighbour, for one that got another name and says almost the same.
 */
final class RulePairs {
    /** Of all words of two rules in the same slot so many must be common for them to be one. */
    private static final double ALIKE = 0.7;

    private static final int FEWEST_WORDS = 5;

    private RulePairs() {}

    static Matching<RuleOutline> of(List<RuleOutline> base, List<RuleOutline> branch) {
        // A faulty ruleset may have a name twice; then the first is taken for the first, and so on.
        return new Matching<>(base, branch)
                .by(rule -> List.of(rule.isQuery(), rule.name(), rule.packageName()))
                .by(rule -> List.of(rule.isQuery(), rule.name()))
                .by(rule -> List.of(body(rule), rule.place().file()))
                .by(RulePairs::body)
                .byNeighbour(RulePairs::alike);
    }

    private static Object body(RuleOutline rule) {
        return List.of(
                rule.isQuery(),
                rule.attributes().words(),
                rule.conditions().words(),
                rule.consequence().words());
    }

    private static boolean alike(RuleOutline one, RuleOutline other) {
        List<String> first = words(one);
        List<String> second = words(other);
        if (one.isQuery() != other.isQuery()
                || !one.place().file().equals(other.place().file())
                || Math.min(first.size(), second.size()) < FEWEST_WORDS) {
            return false;
        }
        Map<String, Integer> counts = new HashMap<>();
        first.forEach(word -> counts.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : second) {
            int left = counts.getOrDefault(word, 0);
            counts.put(word, left - 1);
            common += left > 0 ? 1 : 0;
        }
        return 2.0 * common / (first.size() + second.size()) >= ALIKE;
    }

    private static List<String> words(RuleOutline rule) {
        List<String> words = new ArrayList<>(rule.conditions().words());
        words.addAll(rule.consequence().words());
        // Brackets and commas are alike in all rules.
        words.removeIf(word -> !Character.isJavaIdentifierPart(word.charAt(0)) && word.charAt(0) != '"');
        return words;
    }
}

package dev.understudy.review;

import dev.understudy.review.difference.Meaning;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a branch would do to main.
 *
 * @param mark equal for equal {@code changes}
 * @param says equal when main, and the branch merged onto it, also say the same beside the changes: then the same
 *     decisions come of it
 * @param touched the rulesets whose files differ, with both sides
 * @param changes what is said otherwise, {@code dose-check: rule Renal}, each with a text that is equal for equal
 *     changes; comments and layout are none
 */
record Consequence(String mark, String says, List<RulesetChange> touched, NavigableMap<String, String> changes) {
    private static final int MOST_NAMED = 3;

    Consequence {
        touched = List.copyOf(touched);
        changes = new TreeMap<>(changes);
    }

    /** The names of the rulesets whose files differ. */
    NavigableSet<String> rulesets() {
        NavigableSet<String> names = new TreeSet<>();
        touched.forEach(each -> names.add(each.ruleset().value()));
        return names;
    }

    /** Whether both change the same, whatever else is said beside it. */
    boolean changesTheSameAs(Consequence other) {
        return mark.equals(other.mark);
    }

    /** Whether the same comes of both for every decision. */
    boolean sameAs(Consequence other) {
        return changesTheSameAs(other) && says.equals(other.says);
    }

    /** What this changes that another does not, or otherwise: a part of a sentence. */
    String otherwiseThan(Consequence other) {
        List<String> names = Meaning.differing(changes, other.changes);
        int shown = Math.min(MOST_NAMED, names.size());
        return String.join("; ", names.subList(0, shown))
                + (names.size() > shown ? "; and " + (names.size() - shown) + " more" : "");
    }
}

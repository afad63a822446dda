package dev.understudy.replay.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How an outcome changed: what only the one of then has, and what only the one of now has.
 *
 * @param from {@code Compensation.amount=250}, or {@code no Compensation}
 * @param to likewise
 */
public record Kind(String from, String to) {
    /** What stands for all kinds beyond those that a report has room for. */
    static final Kind OTHER = new Kind("other", "other");

    private static final int MOST_VALUES = 6;

    /** Of two outcomes that are not the same bytes. */
    static Kind between(OutcomeFigures then, OutcomeFigures now, Set<String> hidden) {
        Map<String, Integer> before = then.values(hidden);
        Map<String, Integer> after = now.values(hidden);
        List<String> from = only(before, after);
        List<String> to = only(after, before);
        if (from.isEmpty() && to.isEmpty() && then.types().equals(now.types())) {
            return hidden.isEmpty()
                    ? new Kind("the same values", "in another order or form")
                    : new Kind("sensitive values", "other sensitive values");
        }
        return new Kind(text(from, then, now), text(to, now, then));
    }

    private static List<String> only(Map<String, Integer> these, Map<String, Integer> those) {
        List<String> values = new ArrayList<>();
        these.forEach((value, count) -> {
            int more = count - those.getOrDefault(value, 0);
            if (more > 0) {
                values.add(more == 1 ? value : more + " times " + value);
            }
        });
        return values;
    }

    private static String text(List<String> values, OutcomeFigures side, OutcomeFigures other) {
        Set<String> lacking = new LinkedHashSet<>(other.types());
        lacking.removeAll(side.types());
        List<String> all = new ArrayList<>();
        lacking.forEach(type -> all.add("no " + type));
        all.addAll(values);
        if (all.isEmpty()) {
            // The other side has more of what both have.
            return "nothing more";
        }
        int shown = Math.min(all.size(), MOST_VALUES);
        String text = String.join(", ", all.subList(0, shown));
        return shown == all.size() ? text : text + " and " + (all.size() - shown) + " more";
    }
}

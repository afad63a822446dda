package dev.understudy.engine.whynot;

import java.util.List;

/**
 * A rule as its author wrote it.
 *
 * @param name its name
 * @param packageName its package
 * @param spot where it starts
 * @param isQuery whether it is a query, which fires never
 * @param conditions behind {@code when}, those of the rule that it extends first
 */
public record WrittenRule(String name, String packageName, Spot spot, boolean isQuery, List<Written> conditions) {
    /** Keeps its own copy of the list. */
    public WrittenRule {
        conditions = List.copyOf(conditions);
    }
}

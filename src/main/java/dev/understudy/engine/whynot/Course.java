package dev.understudy.engine.whynot;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happened in a decision.
 *
 * @param fired how often each rule fired, by its position
 * @param matched positions of rules of which the engine made a match at some time
 * @param focused agenda groups that were given the focus
 * @param changes what rules did to facts, in order
 * @param halted whether a rule ended the decision
 * @param lastRule position of the rule that fired last; -1 when none did
 */
public record Course(
        Map<Integer, Integer> fired,
        Set<Integer> matched,
        Set<String> focused,
        List<Change> changes,
        boolean halted,
        int lastRule) {
    /** Nothing. */
    public static final Course NONE = new Course(Map.of(), Set.of(), Set.of(), List.of(), false, -1);

    /** Keeps its own copies. */
    public Course {
        fired = Map.copyOf(fired);
        matched = Set.copyOf(matched);
        focused = Set.copyOf(focused);
        changes = List.copyOf(changes);
    }

    /**
     * One change.
     *
     * @param rule position of the rule that did it
     * @param verb {@code inserted}, {@code modified} or {@code deleted}
     * @param type of the fact
     * @param fact itself
     */
    public record Change(int rule, String verb, String type, Object fact) {
        @SuppressWarnings("ReferenceEquality") // Facts that are equal are two facts.
        boolean isOf(Object other) {
            return fact == other;
        }
    }
}

package dev.understudy.ruleset;

import java.util.List;

/**
 * A decision, and why rules did not fire.
 *
 * @param decision with each firing
 * @param whyNot for each rule that was asked about, in the order of the rules
 */
public record Explanation(Decision decision, List<WhyNot> whyNot) {
    /** Keeps its own copy of the list. */
    public Explanation {
        whyNot = List.copyOf(whyNot);
    }
}

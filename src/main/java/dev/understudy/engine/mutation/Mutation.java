package dev.understudy.engine.mutation;

import dev.understudy.engine.drl.Place;
import java.util.Comparator;

/**
 * One place of a rule, written a little otherwise.
 *
 * @param rule the rule's name
 * @param kind what is changed
 * @param place where; in a decision table the cell
 * @param original what stands there
 * @param mutated what stands there instead
 * @param line the line of it as it was; of a decision table that of the rule that was made of the row
 * @param start where it starts in the rule's text
 */
public record Mutation(String rule, Kind kind, Place place, String original, String mutated, String line, int start) {
    /** Most telling first: what decides whether a rule fires, then what it does, then words. */
    public static final Comparator<Mutation> ORDER = Comparator.comparing(Mutation::kind)
            .thenComparingInt(Mutation::start)
            .thenComparing(Mutation::mutated);

    /** What is changed. */
    public enum Kind {
        /** An operator that compares: {@code >=} to {@code >}. */
        COMPARISON,
        /** A number or constant of a condition: {@code 180} to {@code 181}. */
        THRESHOLD,
        /** A number or constant of a consequence: {@code 250} to {@code 251}. */
        CONSTANT,
        /** A text. */
        TEXT
    }
}

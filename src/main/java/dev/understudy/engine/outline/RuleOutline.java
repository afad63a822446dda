package dev.understudy.engine.outline;

import dev.understudy.engine.drl.Place;
import java.util.List;

/**
 * A rule or query as it is written.
 *
 * @param name its name
 * @param packageName its package
 * @param isQuery whether it is a query, which fires never
 * @param isRow whether it is a row of a decision table
 * @param parent the rule that it extends; empty when none
 * @param place where it starts
 * @param text all of it
 * @param attributes salience and the like, with annotations
 * @param conditions behind {@code when}
 * @param consequence behind {@code then}
 */
public record RuleOutline(
        String name,
        String packageName,
        boolean isQuery,
        boolean isRow,
        String parent,
        Place place,
        String text,
        Part attributes,
        Part conditions,
        Part consequence) {
    /**
     * A part of a rule. Two parts with the same words mean the same.
     *
     * @param text as written, with its comments
     * @param words without blanks and comments
     * @param place where it starts; of an empty one, where the rule starts
     */
    public record Part(String text, List<String> words, Place place) {
        /** Whether it means the same, however it is laid out. */
        public boolean says(Part other) {
            return words.equals(other.words);
        }
    }
}

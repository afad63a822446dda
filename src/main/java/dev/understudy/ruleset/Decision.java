package dev.understudy.ruleset;

import java.util.List;

/**
 * What came of deciding.
 *
 * @param outcomeJson UTF-8 of a JSON object: by outcome type, in the order of {@code ruleset.yaml}, an array of the
 *     facts of that type in the order in which they were inserted. The same facts and rules give the same bytes.
 * @param sensitive where the values of sensitive fields stand in {@code outcomeJson}: where each begins, and the place
 *     behind its end, in turn
 * @param firedRules each rule that fired with how often, in the order of its first firing
 * @param firings each firing in order, when that was asked for; else empty
 * @param use what it used of its budget
 */
@SuppressWarnings("ArrayRecordComponent") // Written once to an answer and a log; compared by nobody.
public record Decision(
        byte[] outcomeJson, int[] sensitive, List<FiredRule> firedRules, List<Firing> firings, BudgetUse use) {
    /**
     * One rule that fired.
     *
     * @param rule its name
     * @param count how often
     */
    public record FiredRule(String rule, int count) {}

    /**
     * One firing.
     *
     * @param rule the rule's name
     * @param file path from the top of the rules repository
     * @param line where the rule starts
     * @param factsJson JSON of the facts it matched, as they were before: an array of {@code {"type": …, "fact": {…}}},
     *     with sensitive fields masked, as are all that follow
     * @param changes what it did to the facts
     */
    public record Firing(String rule, String file, int line, String factsJson, Changes changes) {}

    /**
     * What a firing did, each a JSON array like that of the facts.
     *
     * @param insertedJson what it inserted
     * @param modifiedJson what it modified, as it was then
     * @param deletedJson what it deleted, also what went because its cause was gone
     */
    public record Changes(String insertedJson, String modifiedJson, String deletedJson) {
        /** Nothing. */
        public static final Changes NONE = new Changes("[]", "[]", "[]");
    }
}

package dev.understudy.replay.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What deciding again many decisions came to. Equal decisions and rules give an equal report, however the work was
 * divided. Sensitive values are in it sealed, in examples, or not at all.
 *
 * @param unchanged how many have the same outcome, byte for byte
 * @param changed how many have another one
 * @param undecidable how many can't be decided by these rules
 * @param kinds of changes, the most frequent first; what there is no room for is under {@code other}
 * @param rules that fired where an outcome differs, or in one of the two alone, the most frequent first
 * @param sums of the numbers in the outcomes that could be compared, sorted by field; sensitive fields are left out
 * @param reasons why decisions could not be decided, the most frequent first
 * @param sensitiveFields fields of outcomes that were left out of the sums since they are sensitive
 */
public record ReplayReport(
        long unchanged,
        long changed,
        long undecidable,
        List<KindOfChange> kinds,
        List<RuleChange> rules,
        List<FieldSum> sums,
        List<Undecidable> reasons,
        List<String> sensitiveFields) {
    /** Keeps its own copies of the lists. */
    public ReplayReport {
        kinds = List.copyOf(kinds);
        rules = List.copyOf(rules);
        sums = List.copyOf(sums);
        reasons = List.copyOf(reasons);
        sensitiveFields = List.copyOf(sensitiveFields);
    }

    /** How many decisions it is of. */
    public long counted() {
        return unchanged + changed + undecidable;
    }

    /**
     * Changes that are alike.
     *
     * @param from what only the outcomes of then have
     * @param to what only those of now have
     * @param count how many there are
     * @param examples the clearest of them: those whose numbers changed most, then those with the least id
     */
    public record KindOfChange(String from, String to, long count, List<Example> examples) {
        /** Keeps its own copy of the list. */
        public KindOfChange {
            examples = List.copyOf(examples);
        }
    }

    /**
     * One changed decision.
     *
     * @param decision its id
     * @param difference by how much its numbers changed, all fields together
     * @param then JSON of its outcome, sensitive values sealed for this decision; null when it is too long to be kept
     * @param now what is decided now, likewise
     * @param onlyThen rules that fired then alone
     * @param onlyNow rules that fire now alone
     */
    public record Example(
            UUID decision,
            BigDecimal difference,
            @Nullable String then,
            @Nullable String now,
            List<String> onlyThen,
            List<String> onlyNow) {
        /** Keeps its own copies of the lists. */
        public Example {
            onlyThen = List.copyOf(onlyThen);
            onlyNow = List.copyOf(onlyNow);
        }
    }

    /**
     * A rule that fired in one of the two alone.
     *
     * @param rule its name
     * @param changed in how many decisions with another outcome it fired, then or now
     * @param onlyThen in how many decisions it fired then and does not now
     * @param onlyNow in how many it fires now and did not then
     */
    public record RuleChange(String rule, long changed, long onlyThen, long onlyNow) {}

    /**
     * A field of outcomes that holds numbers.
     *
     * @param field {@code Compensation.amount}
     * @param then the sum of then, to the last digit
     * @param now the sum of now
     * @param countThen how many values were added up
     * @param countNow how many are
     */
    public record FieldSum(String field, BigDecimal then, BigDecimal now, long countThen, long countNow) {
        /** By how much it changed. */
        public BigDecimal difference() {
            return now.subtract(then);
        }
    }

    /**
     * Decisions that can't be decided for one reason.
     *
     * @param cause what kind of reason it is
     * @param subject which limit, rule, field or key
     * @param detail a sentence, of the example
     * @param count how many there are
     * @param example the id of the newest of them
     */
    public record Undecidable(String cause, String subject, String detail, long count, UUID example) {}
}

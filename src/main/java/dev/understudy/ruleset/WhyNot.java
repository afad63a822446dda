package dev.understudy.ruleset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule did not fire.
 *
 * @param rule its name
 * @param file path from the top of the rules repository
 * @param line where the rule starts
 * @param column where the rule starts
 * @param reasons the first is the answer; a condition with {@code or} has one for each alternative, nearest first.
 *     Never empty.
 */
public record WhyNot(String rule, String file, int line, int column, List<Reason> reasons) {
    /** Keeps its own copy of the list. */
    public WhyNot {
        reasons = List.copyOf(reasons);
    }

    /** What kept a rule from firing. */
    public enum Kind {
        /** It did fire. */
        FIRED,
        /** No fact is of the type that a pattern asks for. */
        NO_FACT_OF_TYPE,
        /** No fact meets a constraint that asks for nothing but the fact itself. */
        CONSTRAINT_FAILED,
        /** No fact goes with those that were found before it. */
        JOIN_FAILED,
        /** A {@code not} found what must not be there. */
        NOT_BLOCKED_BY,
        /** An {@code exists} did not find what must be there. */
        EXISTS_FAILED,
        /** A {@code forall} found a fact that is otherwise. */
        FORALL_FAILED,
        /** What {@code accumulate} or {@code collect} made does not meet a constraint. */
        ACCUMULATE_FAILED,
        /** An {@code eval} was false. */
        EVAL_FAILED,
        /** The rule is switched off. */
        SWITCHED_OFF,
        /** The conditions were met, and the rule's turn never came. */
        MATCHED_BUT_NOT_FIRED,
        /** It can't be told. */
        CANNOT_TELL
    }

    /**
     * One reason.
     *
     * @param kind of what kind it is
     * @param text a sentence: {@code delay >= 180 failed: delay was 171.}
     * @param file path from the top of the rules repository, of the place that failed
     * @param line of that place
     * @param column of that place
     * @param pattern the condition as it is written, {@code Flight(delay >= 180)}; empty when it is the whole rule
     * @param constraint the part of it that failed, as it is written; empty when there is none
     * @param nearestJson JSON of the fact that came nearest, {@code {"type": …, "fact": {…}}}; null when there is none
     * @param values what the constraint speaks of, by name, as JSON; sensitive ones masked
     */
    public record Reason(
            Kind kind,
            String text,
            String file,
            int line,
            int column,
            String pattern,
            String constraint,
            @Nullable String nearestJson,
            Map<String, String> values) {
        /** Keeps its own copy of the map, in its order. */
        public Reason {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }
}

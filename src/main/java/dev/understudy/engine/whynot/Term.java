package dev.understudy.engine.whynot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression in a constraint, from {@code start} to {@code end} of its text. */
sealed interface Term {
    int start();

    int end();

    /** {@code delay}, {@code $flight} or {@code this}. */
    record Name(String name, int start, int end) implements Term {}

    /** {@code order.dose}. */
    record Field(Term of, String name, int start, int end) implements Term {}

    /** {@code km(distance)} or {@code name.length()}. */
    record Call(@Nullable Term on, String name, List<Term> arguments, int start, int end) implements Term {}

    /** A number as a {@code BigDecimal}, a text, a truth value or null. */
    record Literal(@Nullable Object value, int start, int end) implements Term {}

    /** {@code delay >= 180}. */
    record Compare(Term left, String operator, Term right, int start, int end) implements Term {}

    /** {@code amount not in (10, 20)}, {@code name matches "b.*"}. */
    record Worded(Term left, boolean negated, String word, List<Term> right, int start, int end) implements Term {}

    /** {@code a && b}. */
    record Both(List<Term> parts, int start, int end) implements Term {}

    /** {@code a || b}. */
    record Either(List<Term> parts, int start, int end) implements Term {}

    /** {@code !a}. */
    record Not(Term term, int start, int end) implements Term {}

    /** {@code a + b}. */
    record Arithmetic(Term left, char operator, Term right, int start, int end) implements Term {}

    /** {@code (a)}. */
    record Enclosed(Term term, int start, int end) implements Term {}

    /** {@code $x : a}. */
    record Bind(String variable, Term term, int start, int end) implements Term {}

    /** What is not understood. */
    record Unreadable(int start, int end) implements Term {}

    /** Whether it can be false, other than a mere binding. */
    default boolean isTest() {
        return switch (this) {
            case Bind bind ->
                switch (bind.term()) {
                    case Compare _, Worded _, Both _, Either _, Not _, Enclosed _ -> true;
                    case Name _, Field _, Call _, Literal _, Arithmetic _, Bind _, Unreadable _ -> false;
                };
            case Name _, Field _, Call _, Literal _, Compare _, Worded _, Both _, Either _, Not _ -> true;
            case Enclosed _, Arithmetic _, Unreadable _ -> true;
        };
    }
}

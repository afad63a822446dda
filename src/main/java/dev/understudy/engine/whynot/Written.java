package dev.understudy.engine.whynot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition as its author wrote it. */
public sealed interface Written {
    /** All of it. */
    Part part();

    /** How conditions belong together. */
    enum Kind {
        /** All of them. */
        AND,
        /** One of them. */
        OR,
        /** None. */
        NOT,
        /** At least one. */
        EXISTS,
        /** The first of them, and each time the others too. */
        FORALL
    }

    /**
     * {@code $flight : Flight(delay >= 180) from …}.
     *
     * @param part all of it
     * @param type its type as written
     * @param label the variable before it; empty when none
     * @param constraints what is between the brackets, bindings too
     * @param source what comes behind it; null when it takes facts
     */
    record Pattern(
            Part part,
            String type,
            String label,
            List<Part> constraints,
            @Nullable Source source) implements Written {
        /** Keeps its own copy of the list. */
        public Pattern {
            constraints = List.copyOf(constraints);
        }
    }

    /**
     * {@code not (…)} and the like.
     *
     * @param part all of it
     * @param kind which
     * @param children what it speaks of
     */
    record Group(Part part, Kind kind, List<Written> children) implements Written {
        /** Keeps its own copy of the list. */
        public Group {
            children = List.copyOf(children);
        }
    }

    /**
     * {@code eval(…)}.
     *
     * @param part what is between the brackets
     */
    record Eval(Part part) implements Written {}

    /** Where a pattern takes its objects from. */
    sealed interface Source {
        /**
         * {@code from $order.items}.
         *
         * @param expression what is behind {@code from}
         */
        record From(String expression) implements Source {}

        /**
         * {@code accumulate} or {@code collect}.
         *
         * @param input what it goes over
         * @param results variables with what they are made of
         */
        record Fold(List<Written> input, List<Result> results) implements Source {
            /** Keeps its own copies of the lists. */
            public Fold {
                input = List.copyOf(input);
                results = List.copyOf(results);
            }
        }

        /**
         * {@code $sum : sum($amount)}.
         *
         * @param variable on the left; empty when none
         * @param expression on the right
         */
        record Result(String variable, String expression) {}
    }
}

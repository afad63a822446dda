package dev.understudy.engine.whynot;

import java.util.List;
import org.drools.model.Argument;
import org.drools.model.Binding;
import org.drools.model.From;
import org.drools.model.Variable;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.jspecify.annotations.Nullable;

/** A condition that can be tried: what the compiler made of it, beside what its author wrote. */
sealed interface Node {
    /** What its author wrote. */
    Part part();

    /** A pattern. */
    record Match(
            Variable<?> variable,
            String type,
            List<Test> tests,
            List<Binding> bindings,
            @Nullable From<?> from,
            Part part)
            implements Node {}

    /** {@code and}. */
    record All(List<Node> children, Part part) implements Node {}

    /** {@code or}. */
    record Any(List<Node> children, Part part) implements Node {}

    /** {@code not}. */
    record Absent(Node child, Part part) implements Node {}

    /** {@code exists}. */
    record Present(Node child, Part part) implements Node {}

    /**
     * {@code forall}.
     *
     * @param rest empty when {@code base} says it all: then each fact of its type has to pass its tests
     * @param needsOne whether there has to be a fact at all
     */
    record Every(Match base, List<Node> rest, boolean needsOne, Part part) implements Node {}

    /**
     * {@code accumulate} or {@code collect}.
     *
     * @param results tests on what it makes, in the order in which they are written
     */
    record Fold(Node source, List<AccumulateFunction> functions, List<Match> results, Part part) implements Node {
        Argument<?> argument(int index) {
            return functions.get(index).getSource();
        }
    }

    /** {@code eval}. */
    record Check(Test test, Part part) implements Node {}

    /** What can't be tried. */
    record Unknown(String why, Part part) implements Node {}
}

package dev.understudy.engine.whynot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.model.Constraint;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;

/**
 * One constraint.
 *
 * @param constraint what the compiler made of it
 * @param part what its author wrote
 */
record Test(Constraint constraint, Part part) {
    /**
     * Whether it holds.
     *
     * @throws Exception what the rule's own code throws
     */
    boolean holds(Env env) throws Exception {
        return holds(constraint, env);
    }

    private static boolean holds(Constraint constraint, Env env) throws Exception {
        if (constraint instanceof SingleConstraint single) {
            return single.getPredicate().test(env.get(single.getVariables()));
        }
        boolean or = constraint.getType() == Constraint.Type.OR;
        for (Constraint child : constraint.getChildren()) {
            if (holds(child, env) == or) {
                return or;
            }
        }
        return !or;
    }

    /** All variables that it asks for. */
    Set<Variable<?>> variables() {
        Set<Variable<?>> variables = new HashSet<>();
        collect(constraint, variables);
        return variables;
    }

    private static void collect(Constraint constraint, Set<Variable<?>> variables) {
        if (constraint instanceof SingleConstraint single) {
            variables.addAll(List.<Variable<?>>of(single.getVariables()));
        } else {
            constraint.getChildren().forEach(child -> collect(child, variables));
        }
    }

    /** Whether it needs a clock, so that it can't be tried. */
    boolean isTemporal() {
        return isTemporal(constraint);
    }

    private static boolean isTemporal(Constraint constraint) {
        return constraint instanceof SingleConstraint single
                ? single.isTemporal()
                : constraint.getChildren().stream().anyMatch(Test::isTemporal);
    }
}

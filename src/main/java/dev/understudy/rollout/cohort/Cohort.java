package dev.understudy.rollout.cohort;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.understudy.identity.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A condition on facts and caller, compiled. Immutable; used by many threads at once. */
public final class Cohort {
    private final String expression;
    private final CelRuntime.Program program;
    private final Value facts;

    Cohort(String expression, CelRuntime.Program program, Value facts) {
        this.expression = expression;
        this.program = program;
        this.facts = facts;
    }

    /** Whether a call is in. */
    public enum Membership {
        /** The condition holds. */
        IN,
        /** It does not. */
        OUT,
        /** It can't be told: a field or a fact that it names is not there, or is too large to look at. Not in. */
        UNKNOWN
    }

    /** Whether a call is in; never throws. */
    public Membership of(FactSource source, Caller caller) {
        try {
            Object result = program.eval(name -> switch (name) {
                case CohortCompiler.FACTS -> Optional.of(facts.of(source.facts()));
                case CohortCompiler.CALLER -> Optional.of(values(caller));
                default -> Optional.empty();
            });
            return Boolean.TRUE.equals(result) ? Membership.IN : Membership.OUT;
        } catch (CelEvaluationException | RuntimeException e) {
            return Membership.UNKNOWN;
        }
    }

    private static Map<String, Object> values(Caller caller) {
        List<String> roles = caller.roles().stream()
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        return Map.of("name", caller.name(), "roles", roles, "groups", List.copyOf(caller.groups()));
    }

    /** The condition as it was written. */
    @Override
    public String toString() {
        return expression;
    }
}

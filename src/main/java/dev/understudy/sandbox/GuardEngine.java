package dev.understudy.sandbox;

import java.math.BigDecimal;
import java.util.Collection;
import org.drools.core.base.accumulators.CollectSetAccumulateFunction;
import org.drools.model.DSL;
import org.drools.model.functions.Operator;
import org.drools.model.operators.ContainsOperator;
import org.drools.model.operators.ExcludesOperator;
import org.drools.model.operators.MatchesOperator;
import org.drools.model.operators.MemberOfOperator;
import org.drools.modelcompiler.util.EvaluationUtil;
import org.jspecify.annotations.NullUnmarked;

/** What conditions call of the rule engine. */
@NullUnmarked
public final class GuardEngine {
    private GuardEngine() {}

    @StandsFor(value = CollectSetAccumulateFunction.class, method = "new")
    public static CollectSetAccumulateFunction collectSet() {
        return new GuardEngineSets();
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean areNullSafeEquals(Object first, Object second) {
        return GuardObjects.areEqual(first, second);
    }

    @StandsFor(EvaluationUtil.class)
    public static BigDecimal toBigDecimal(Object value) {
        return value instanceof String text ? GuardDecimals.decimal(text) : EvaluationUtil.toBigDecimal(value);
    }

    private static int compare(String first, String second) {
        return GuardDecimals.decimal(first).compareTo(GuardDecimals.decimal(second));
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterThanStringsAsNumbers(String first, String second) {
        return first != null && second != null && compare(first, second) > 0;
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessThanStringsAsNumbers(String first, String second) {
        return first != null && second != null && compare(first, second) < 0;
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean greaterOrEqualStringsAsNumbers(String first, String second) {
        return first != null && second != null && compare(first, second) >= 0;
    }

    @StandsFor(EvaluationUtil.class)
    public static boolean lessOrEqualStringsAsNumbers(String first, String second) {
        return first != null && second != null && compare(first, second) <= 0;
    }

    /** The operators of conditions that have a name. */
    @StandsFor(DSL.class)
    public static boolean eval(String operator, Object value, Object... arguments) {
        return eval(Operator.Register.getOperator(operator), value, arguments);
    }

    @StandsFor(DSL.class)
    public static boolean eval(Operator<?, ?> operator, Object value, Object... arguments) {
        return switch (operator) {
            case MatchesOperator matches ->
                value != null && GuardPatterns.matches((String) value, (String) arguments[0]);
            case ContainsOperator contains -> contains(value, arguments[0]);
            case ExcludesOperator excludes -> !contains(value, arguments[0]);
            case MemberOfOperator memberOf -> contains(arguments[0], value);
            default -> {
                Cost.linear(value instanceof String text ? text.length() : 0);
                Cost.linear(Cost.times(Walk.of(value) + 1, arguments.length));
                yield DSL.eval(operator, value, arguments);
            }
        };
    }

    private static boolean contains(Object container, Object value) {
        if (container instanceof Collection<?> elements) {
            return GuardCollections.contains(elements, value);
        }
        if (container instanceof String text && value instanceof String part) {
            return GuardTextSearch.contains(text, part);
        }
        Cost.linear(Cost.times(Walk.of(container), Walk.of(value) + 1));
        return ContainsOperator.INSTANCE.eval(container, value);
    }
}

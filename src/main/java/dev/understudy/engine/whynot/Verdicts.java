package dev.understudy.engine.whynot;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells which part of a constraint is false, and by how much. It knows a few comparisons, and where those may be
 * otherwise than in the rule engine it knows nothing.
 */
final class Verdicts {
    private final Reading reading;

    Verdicts(Reading reading) {
        this.reading = reading;
    }

    /** The smallest part that must be the cause of {@code term} being false; {@code term} itself when none must. */
    Term culprit(Term term) {
        Term inner = bare(term);
        if (!(inner instanceof Term.Both both)) {
            return inner;
        }
        for (Term part : both.parts()) {
            Boolean truth = truth(part);
            if (truth == null) {
                return inner;
            }
            if (!truth) {
                return culprit(part);
            }
        }
        return inner;
    }

    private static Term bare(Term term) {
        return switch (term) {
            case Term.Bind bind -> bare(bind.term());
            case Term.Enclosed enclosed when enclosed.term() instanceof Term.Both -> bare(enclosed.term());
            default -> term;
        };
    }

    /** Whether it holds; null when that is not known. */
    @Nullable
    Boolean truth(Term term) {
        return switch (term) {
            case Term.Compare compare -> compared(compare);
            case Term.Worded worded -> worded(worded);
            case Term.Both both -> joined(both.parts(), false);
            case Term.Either either -> joined(either.parts(), true);
            case Term.Not not -> negated(truth(not.term()));
            case Term.Enclosed enclosed -> truth(enclosed.term());
            case Term.Bind bind -> bind.isTest() ? truth(bind.term()) : Boolean.TRUE;
            case Term.Name _, Term.Field _, Term.Call _, Term.Literal _ ->
                reading.value(term).object() instanceof Boolean value ? value : null;
            case Term.Arithmetic _, Term.Unreadable _ -> null;
        };
    }

    private static @Nullable Boolean negated(@Nullable Boolean truth) {
        return truth == null ? null : Boolean.valueOf(!truth);
    }

    private @Nullable Boolean joined(List<Term> parts, boolean or) {
        boolean known = true;
        for (Term part : parts) {
            Boolean truth = truth(part);
            if (truth == null) {
                known = false;
            } else if (truth == or) {
                return or;
            }
        }
        return known ? Boolean.valueOf(!or) : null;
    }

    private @Nullable Boolean worded(Term.Worded worded) {
        if (!worded.word().equals("in")) {
            return null;
        }
        boolean known = true;
        for (Term each : worded.right()) {
            Boolean same = compared(new Term.Compare(worded.left(), "==", each, each.start(), each.end()));
            if (same == null) {
                known = false;
            } else if (same) {
                return !worded.negated();
            }
        }
        return known ? Boolean.valueOf(worded.negated()) : null;
    }

    private @Nullable Boolean compared(Term.Compare compare) {
        Value left = reading.value(compare.left());
        Value right = reading.value(compare.right());
        if (!left.known() || !right.known()) {
            return null;
        }
        Object a = left.object();
        Object b = right.object();
        String operator = compare.operator();
        boolean equality = operator.equals("==") || operator.equals("!=");
        if (a == null || b == null) {
            return equality ? Boolean.valueOf(Objects.equals(a, b) == operator.equals("==")) : Boolean.FALSE;
        }
        Integer order = order(a, b);
        if (order != null) {
            return holds(operator, order);
        }
        if (!equality || !a.getClass().equals(b.getClass())) {
            return null;
        }
        return a.equals(b) == operator.equals("==");
    }

    private static boolean holds(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order < 0;
        };
    }

    private static @Nullable Integer order(Object a, Object b) {
        if (a instanceof Number x && b instanceof Number y) {
            if (isSmall(x) && isSmall(y)) {
                return Long.compare(x.longValue(), y.longValue());
            }
            if (isFloating(x) || isFloating(y)) {
                return Double.compare(x.doubleValue(), y.doubleValue());
            }
            BigDecimal left = decimal(x);
            BigDecimal right = decimal(y);
            return left == null || right == null ? null : Integer.valueOf(left.compareTo(right));
        }
        return switch (a) {
            case LocalDate x when b instanceof LocalDate y -> x.compareTo(y);
            case LocalDateTime x when b instanceof LocalDateTime y -> x.compareTo(y);
            case LocalTime x when b instanceof LocalTime y -> x.compareTo(y);
            case Instant x when b instanceof Instant y -> x.compareTo(y);
            default -> null;
        };
    }

    private static boolean isSmall(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static @Nullable BigDecimal decimal(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger whole -> new BigDecimal(whole);
            case Byte _, Short _, Integer _, Long _ -> BigDecimal.valueOf(number.longValue());
            default -> null;
        };
    }

    /** How far a false term is from holding; infinite when that has no measure. */
    double distance(Term term) {
        return switch (term) {
            case Term.Compare compare -> distance(compare.left(), compare.right());
            case Term.Worded worded
            when worded.word().equals("in") ->
                least(worded.right().stream()
                        .map(each -> distance(worded.left(), each))
                        .toList());
            case Term.Either either ->
                least(either.parts().stream().map(this::distance).toList());
            case Term.Both both -> culprit(both).equals(both) ? Double.POSITIVE_INFINITY : distance(culprit(both));
            case Term.Enclosed enclosed -> distance(enclosed.term());
            case Term.Bind bind -> distance(bind.term());
            default -> Double.POSITIVE_INFINITY;
        };
    }

    private static double least(List<Double> distances) {
        double least = Double.POSITIVE_INFINITY;
        for (double each : new ArrayList<>(distances)) {
            least = Math.min(least, each);
        }
        return least;
    }

    private double distance(Term left, Term right) {
        Object a = reading.value(left).object();
        Object b = reading.value(right).object();
        if (a instanceof Number x && b instanceof Number y) {
            return Math.abs(x.doubleValue() - y.doubleValue());
        }
        if (a instanceof Temporal x && b instanceof Temporal y && x.getClass().equals(y.getClass())) {
            return between(x, y);
        }
        return Double.POSITIVE_INFINITY;
    }

    private static double between(Temporal a, Temporal b) {
        return switch (a) {
            case LocalDate x when b instanceof LocalDate y -> Math.abs((double) x.toEpochDay() - y.toEpochDay());
            case LocalDateTime _, LocalTime _, Instant _, ZonedDateTime _, OffsetDateTime _ ->
                Math.abs((double) Duration.between(a, b).toSeconds());
            default -> Double.POSITIVE_INFINITY;
        };
    }
}

package dev.understudy.manifest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what has a size: {@code 250ms}, {@code 32MiB}, {@code 5000000}, {@code 12.5}. */
final class Quantities {
    private static final Pattern SHAPE = Pattern.compile("(-?[0-9]+) ?([A-Za-z]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,10}(\\.[0-9]{1,20})?");
    private static final int PERCENT_DECIMALS = 4;
    private static final List<Unit> MILLIS = List.of(
            new Unit("ms", 1),
            new Unit("s", 1_000),
            new Unit("m", 60_000),
            new Unit("h", 3_600_000),
            new Unit("d", 86_400_000));
    private static final List<Unit> BYTES =
            List.of(new Unit("B", 1), new Unit("KiB", 1L << 10), new Unit("MiB", 1L << 20), new Unit("GiB", 1L << 30));
    private static final List<Unit> ONES = List.of(new Unit("", 1));

    private record Unit(String name, long factor) {}

    private Quantities() {}

    /** A duration of more than nothing. */
    static Optional<Duration> duration(Node node, String what, Faults faults) {
        return measure(node, what, MILLIS, "a duration such as 250ms, 10s, 10m, 1h or 400d", faults)
                .map(Duration::ofMillis);
    }

    /** A size of more than nothing, in bytes. */
    static Optional<Long> bytes(Node node, String what, Faults faults) {
        return measure(node, what, BYTES, "a size such as 512KiB, 32MiB or 1GiB", faults);
    }

    /** A whole number of more than nothing. */
    static Optional<Long> count(Node node, String what, Faults faults) {
        return measure(node, what, ONES, "a whole number such as 10000", faults);
    }

    private static Optional<Long> measure(Node node, String what, List<Unit> units, String example, Faults faults) {
        Optional<String> text = Scalars.text(node, what, faults);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = SHAPE.matcher(text.get());
        String said = what + " is '" + Kind.shortened(text.get()) + "'";
        if (!matcher.matches()) {
            faults.error(node, said + "; it has to be " + example + ".");
            return Optional.empty();
        }
        Optional<Unit> unit = units.stream()
                .filter(each -> each.name().equals(matcher.group(2)))
                .findFirst();
        if (unit.isEmpty()) {
            faults.error(node, said + "; " + unitFault(matcher.group(2), units) + "It has to be " + example + ".");
            return Optional.empty();
        }
        return scaled(matcher.group(1), unit.get().factor(), node, said, faults);
    }

    private static String unitFault(String unit, List<Unit> units) {
        if (units.size() == 1) {
            return "'" + unit + "' is too much. ";
        }
        String known = units.stream().map(Unit::name).collect(Collectors.joining(", "));
        return (unit.isEmpty() ? "its unit is missing" : "'" + unit + "' is no unit here") + ": " + known + ". ";
    }

    private static Optional<Long> scaled(String digits, long factor, Node node, String said, Faults faults) {
        BigDecimal value = new BigDecimal(digits).multiply(BigDecimal.valueOf(factor));
        if (value.signum() <= 0) {
            faults.error(node, said + "; it has to be more than 0.");
            return Optional.empty();
        }
        if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            faults.error(node, said + ", which is more than can be counted.");
            return Optional.empty();
        }
        return Optional.of(value.longValueExact());
    }

    /** More than 0, at most 100, with at most four decimals. */
    static Optional<Double> percent(Node node, String what, Faults faults) {
        Optional<String> text = Scalars.text(node, what, faults);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String said = what + " is '" + Kind.shortened(text.get()) + "'; ";
        if (!DECIMAL.matcher(text.get()).matches()) {
            faults.error(node, said + "it has to be a number such as 10 or 0.5, without a sign of percent.");
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text.get());
        if (value.signum() <= 0 || value.compareTo(BigDecimal.valueOf(100)) > 0) {
            faults.error(node, said + "it has to be more than 0 and at most 100.");
            return Optional.empty();
        }
        if (value.scale() > PERCENT_DECIMALS) {
            faults.error(node, said + "it may have at most " + PERCENT_DECIMALS + " decimals.");
            return Optional.empty();
        }
        return Optional.of(value.doubleValue());
    }

    /** A duration in the largest unit that takes it whole. */
    static String text(Duration duration) {
        return largest(duration.toMillis(), MILLIS);
    }

    /** A size in the largest unit that takes it whole. */
    static String text(long bytes) {
        return largest(bytes, BYTES);
    }

    private static String largest(long value, List<Unit> units) {
        String text = value + units.getFirst().name();
        for (Unit unit : units) {
            if (value % unit.factor() == 0) {
                text = value / unit.factor() + unit.name();
            }
        }
        return text;
    }
}

package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that would take for ever, or all memory, end. */
@SuppressWarnings("ReturnValueIgnored")
final class GuardBudgetTest {
    private static final String LONG = "a".repeat(1_000_000);

    private static List<Object> laughs() {
        List<Object> list = List.of("x", "y");
        for (int i = 0; i < 60; i++) {
            list = List.of(list, list);
        }
        return list;
    }

    private static List<Object> inside(int depth) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            list = new ArrayList<>(List.of(list));
        }
        return list;
    }

    private static Named<Runnable> named(String name, Runnable attack) {
        return Named.of(name, attack);
    }

    static Stream<Named<Runnable>> texts() {
        return Stream.of(
                named("repeat", () -> GuardTexts.repeat("ab", 2_000_000_000)),
                named("replace", () -> GuardTexts.replace(LONG, "a", LONG)),
                named("replace of nothing", () -> GuardTexts.replace(LONG, "", LONG)),
                named("concat", () -> GuardTexts.concat(LONG, LONG)),
                named("join", () -> GuardTexts.join(LONG, Collections.nCopies(10_000_000, LONG))),
                named("indent", () -> GuardTexts.indent("\n".repeat(10_000), 2_000_000_000)),
                named("contains", () -> GuardTextSearch.contains(LONG, "a".repeat(500_000) + "b")),
                named("lastIndexOf", () -> GuardTextSearch.lastIndexOf(LONG, "b" + "a".repeat(500_000))),
                named("builder with room", () -> GuardBuilders.withRoom(2_000_000_000)),
                named("setLength", () -> GuardBuilders.setLength(new StringBuilder(), 2_000_000_000)),
                named("ensureCapacity", () -> GuardBuilders.ensureCapacity(new StringBuilder(), 2_000_000_000)),
                named("repeat in a builder", () -> GuardBuilders.repeat(new StringBuilder(), "abc", 600_000_000)),
                named("append", () -> {
                    StringBuilder text = new StringBuilder("x".repeat(1000));
                    while (text.length() > 0) {
                        GuardBuilders.append(text, text);
                    }
                }),
                named("format", () -> GuardFormats.format("%1$s%1$s%1$s", LONG)),
                named("joining", () -> Collections.nCopies(1000, LONG).stream().collect(GuardCollectors.joining(LONG))),
                named("digits", () -> GuardParsing.parseInt("0".repeat(1_000_000) + "1")));
    }

    static Stream<Named<Runnable>> patterns() {
        String text = "a".repeat(50) + "!";
        return Stream.of(
                named("matches", () -> GuardPatterns.matches(text, "(.*a){25}b")),
                named("in a condition", () -> GuardEngine.eval("matches", text, "(.*a){25}b")),
                named(
                        "find",
                        () -> GuardPatterns.find(GuardPatterns.matcher(GuardPatterns.compile("(.*a){25}b"), text))),
                named("replaceAll", () -> GuardPatterns.replaceAll(LONG, "a", LONG)),
                named(
                        "predicate",
                        () -> GuardPatterns.asPredicate(GuardPatterns.compile("(.*a){25}b"))
                                .test(text)));
    }

    static Stream<Named<Runnable>> collections() {
        return Stream.of(
                named("capacity", () -> GuardLists.withRoom(2_000_000_000)),
                named("capacity of a map", () -> GuardMakers.newHashMap(1 << 30)),
                named("addAll", () -> {
                    List<Object> list = new ArrayList<>(List.of(1));
                    while (!list.isEmpty()) {
                        GuardCollections.addAll(list, list);
                    }
                }),
                named("nCopies", () -> GuardCollectionTools.nCopies(2_000_000_000, "x")),
                named("toArray", () -> GuardCollections.toArray(Collections.nCopies(2_000_000_000, "x"))),
                named("sort", () -> GuardLists.sort(Collections.nCopies(2_000_000_000, "x"), null)),
                named("copyOf", () -> GuardArrays.copyOf(new long[0], 2_000_000_000)),
                named(
                        "disjoint",
                        () -> GuardCollectionTools.disjoint(
                                Collections.nCopies(100_000, "x"), Collections.nCopies(100_000, "y"))),
                named(
                        "removeAll",
                        () -> GuardCollections.removeAll(
                                new ArrayList<>(Collections.nCopies(5000, "x")), Collections.nCopies(5000, "y"))));
    }

    static Stream<Named<Runnable>> containers() {
        return Stream.of(
                named("hashCode", () -> GuardObjects.hashCode(laughs())),
                named("equals", () -> GuardObjects.equals(laughs(), laughs())),
                named("toString", () -> GuardObjects.toString(laughs())),
                named("append", () -> GuardBuilders.append(new StringBuilder(), (Object) laughs())),
                named("valueOf", () -> GuardTexts.valueOf(laughs())),
                named("key", () -> GuardMaps.put(new java.util.HashMap<>(), laughs(), 1)),
                named("element", () -> GuardCollections.add(new java.util.HashSet<>(), laughs())),
                named("lookup", () -> GuardCollections.contains(new ArrayList<>(List.of(1)), laughs())),
                named("entry", () -> GuardObjects.hashCode(Map.entry(laughs(), 1))),
                named("optional", () -> GuardObjects.hashCode(Optional.of(laughs()))),
                named("hash", () -> GuardObjects.hashOf(1, laughs())),
                named("set", () -> GuardConstants.of(laughs())),
                named(
                        "distinct",
                        () -> GuardStreams.distinct(Stream.of(laughs())).count()),
                named("condition", () -> GuardEngine.areNullSafeEquals(laughs(), laughs())),
                named("format", () -> GuardFormats.format("%s", laughs())),
                named("group", () -> Stream.of(1).collect(GuardCollectors.groupingBy(each -> laughs()))),
                named("printing one text often", () -> GuardObjects.toString(Collections.nCopies(10_000, LONG))));
    }

    static Stream<Named<Runnable>> streams() {
        return Stream.of(
                named("generate", () -> GuardStreams.generate(ArrayList::new).count()),
                named("iterate", () -> GuardStreams.iterate("x", x -> x).forEach(x -> {})),
                named("range", () -> GuardStreams.range(0, Integer.MAX_VALUE).toArray()),
                named("sum", () -> GuardStreams.rangeClosed(0L, Long.MAX_VALUE).sum()),
                named(
                        "sorted",
                        () -> GuardStreams.sorted(
                                        GuardStreams.range(0, Integer.MAX_VALUE).map(x -> -x))
                                .findFirst()),
                named("comparators", () -> {
                    Comparator<String> order = Comparator.naturalOrder();
                    for (int i = 0; i < 60; i++) {
                        order = GuardFunctions.thenComparing(order, order);
                    }
                    order.compare("x", "x");
                }),
                named("functions", () -> {
                    Function<String, String> function = String::trim;
                    for (int i = 0; i < 60; i++) {
                        function = GuardFunctions.andThen(function, function);
                    }
                    function.apply("x");
                }));
    }

    @ParameterizedTest
    @MethodSource({"texts", "patterns", "collections", "containers", "streams"})
    void isStopped(Runnable attack) {
        Meter meter = Meter.arm(10_000, 1 << 20, System.nanoTime() + 2_000_000_000L);
        try {
            assertThatThrownBy(attack::run)
                    .isInstanceOfSatisfying(
                            Stopped.class,
                            stopped -> assertThat(stopped.budget()).isIn(Budget.STEPS, Budget.ALLOCATION));
        } finally {
            meter.disarm();
        }
    }

    static Stream<Named<Runnable>> refusals() {
        BigInteger large = BigInteger.TEN.pow(9000);
        return Stream.of(
                named("setScale", () -> GuardDecimals.setScale(BigDecimal.ONE, 1_000_000_000)),
                named("exponent", () -> GuardDecimals.decimal("1e999999999")),
                named("digits", () -> GuardDecimals.decimal("1".repeat(1_000_000))),
                named("pow", () -> GuardDecimals.pow(new BigDecimal("1.1"), 999_999_999)),
                named("pow of 10", () -> GuardDecimals.pow(BigDecimal.TEN, 999_999_999)),
                named("movePointLeft", () -> GuardDecimals.movePointLeft(BigDecimal.ONE, Integer.MAX_VALUE)),
                named("movePointRight", () -> GuardDecimals.movePointRight(BigDecimal.ONE, Integer.MAX_VALUE)),
                named("power of ten", () -> GuardDecimals.scaleByPowerOfTen(BigDecimal.ONE, Integer.MIN_VALUE)),
                named(
                        "divide",
                        () -> GuardDecimals.divide(BigDecimal.ONE, BigDecimal.TEN, 1_000_000, RoundingMode.DOWN)),
                named("precision", () -> GuardDecimals.newContext(1_000_000)),
                named("comparison of texts", () -> GuardEngine.lessThanStringsAsNumbers("1e999999999", "1")),
                named("square", () -> GuardIntegers.multiply(large, large)),
                named("pow of an integer", () -> GuardIntegers.pow(BigInteger.TWO, Integer.MAX_VALUE)),
                named("shift", () -> GuardIntegers.shiftLeft(BigInteger.ONE, Integer.MAX_VALUE)),
                named("bit", () -> GuardIntegers.setBit(BigInteger.ONE, Integer.MAX_VALUE)),
                named("integer", () -> GuardIntegers.integer("9".repeat(1_000_000))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aNumberTooLargeIsAnError(Runnable attack) {
        Meter meter = Meter.arm(100_000_000, 1 << 28, System.nanoTime() + 20_000_000_000L);
        try {
            assertThatThrownBy(attack::run)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining(" at most ");
        } finally {
            meter.disarm();
        }
    }

    static Stream<Named<Runnable>> mistakes() {
        List<Object> self = new ArrayList<>();
        self.add(Set.of(1));
        self.add(self);
        return Stream.of(
                named("width", () -> GuardFormats.format("%2000000000d", 1)),
                named("precision", () -> GuardFormats.format("%.2000000000f", 1.0)),
                named("hash in a format", () -> GuardFormats.format("%h", new Object())),
                named("machine's time zone", () -> GuardFormats.format("%tc", 0L)),
                named("long pattern", () -> GuardPatterns.compile("a".repeat(501))),
                named("ways to match nothing", () -> GuardPatterns.compile("(?:a*|b*)".repeat(40) + "c")),
                named("optional groups", () -> GuardPatterns.compile("(a*)?".repeat(40) + "c")),
                named("canonical forms", () -> GuardPatterns.compile("a", 128)),
                named("deep hash", () -> GuardObjects.hashCode(inside(100))),
                named("deep text", () -> GuardObjects.toString(inside(100))),
                named("itself", () -> GuardObjects.hashCode(self)),
                named("duplicate", () -> GuardConstants.of("x", "x")),
                named("duplicate key", () -> GuardMapsOf.of("x", 1, "x", 2)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void whatIsNotOfferedIsAnError(Runnable mistake) {
        Meter meter = Meter.arm(100_000_000, 1 << 28, System.nanoTime() + 20_000_000_000L);
        try {
            assertThatThrownBy(mistake::run)
                    .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
        } finally {
            meter.disarm();
        }
    }

    @Test
    void aPatternThatFillsTheStackEnds() {
        Meter meter = Meter.arm(1_000_000, 1 << 28, System.nanoTime() + 2_000_000_000L);
        try {
            assertThatThrownBy(() -> GuardPatterns.matches(LONG, "(a|b)*"))
                    .isInstanceOfAny(StackOverflowError.class, Stopped.class);
        } finally {
            meter.disarm();
        }
    }
}

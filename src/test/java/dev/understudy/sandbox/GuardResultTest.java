package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With ordinary arguments, a guard gives what Java does. */
@SuppressWarnings("StringSplitter")
final class GuardResultTest {
    @SuppressWarnings("NullAway.Init")
    private Meter meter;

    @BeforeEach
    void arm() {
        meter = Meter.arm(1_000_000_000, 1L << 34, System.nanoTime() + 60_000_000_000L);
    }

    @AfterEach
    void disarm() {
        meter.disarm();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a", "banana", "  Straße\n\tİ \r\n x ", "aXbXc", "𝒳y", "a,b,,c,,"})
    void texts(String text) {
        assertThat(GuardTexts.repeat(text, 3)).isEqualTo(text.repeat(3));
        assertThat(GuardTexts.replace(text, "a", "xyz")).isEqualTo(text.replace("a", "xyz"));
        assertThat(GuardTexts.replace(text, "", "-")).isEqualTo(text.replace("", "-"));
        assertThat(GuardTexts.indent(text, 2)).isEqualTo(text.indent(2));
        assertThat(GuardTexts.indent(text, -1)).isEqualTo(text.indent(-1));
        assertThat(GuardTexts.toUpperCase(text)).isEqualTo(text.toUpperCase(Locale.ROOT));
        assertThat(GuardTexts.toLowerCase(text)).isEqualTo(text.toLowerCase(Locale.ROOT));
        assertThat(GuardTexts.strip(text)).isEqualTo(text.strip());
        assertThat(GuardTexts.join(", ", List.of(text, "b"))).isEqualTo(String.join(", ", List.of(text, "b")));
        assertThat(GuardTextSearch.contains(text, "an")).isEqualTo(text.contains("an"));
        assertThat(GuardTextSearch.lastIndexOf(text, "a")).isEqualTo(text.lastIndexOf("a"));
        assertThat(GuardBuilders.append(new StringBuilder("x"), (Object) text).toString())
                .isEqualTo("x" + text);
        assertThat(GuardFormats.format("%s|%5s|%.2f|%,d", text, text, 1.5, 1_000_000))
                .isEqualTo(String.format(Locale.ROOT, "%s|%5s|%.2f|%,d", text, text, 1.5, 1_000_000));
        assertThat(Stream.of(text, "b").collect(GuardCollectors.joining("/", "<", ">")))
                .isEqualTo(Stream.of(text, "b").collect(Collectors.joining("/", "<", ">")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "banana", "a,b,,c,,", "2024-01-31 and 2023-02-28"})
    void patterns(String text) {
        for (String pattern : List.of(",", "a", "[an]+", "(\\d{4})-(\\d\\d)", "(a|b)?", "^$", "")) {
            assertThat(GuardPatterns.matches(text, pattern)).isEqualTo(text.matches(pattern));
            assertThat(GuardPatterns.replaceAll(text, pattern, "<$0>")).isEqualTo(text.replaceAll(pattern, "<$0>"));
            assertThat(GuardPatterns.replaceFirst(text, pattern, "_")).isEqualTo(text.replaceFirst(pattern, "_"));
            assertThat(GuardPatterns.split(text, pattern)).isEqualTo(text.split(pattern));
            assertThat(GuardPatterns.split(text, pattern, -1)).isEqualTo(text.split(pattern, -1));
            assertThat(GuardPatterns.splitWithDelimiters(text, pattern, 0))
                    .isEqualTo(text.splitWithDelimiters(pattern, 0));
            assertThat(GuardEngine.eval("matches", text, pattern)).isEqualTo(text.matches(pattern));
        }
    }

    static Stream<Object> containers() {
        List<Object> withNull = new ArrayList<>(Arrays.asList("a", null, 1, 2.5, new BigDecimal("1.50")));
        List<Object> self = new ArrayList<>();
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(List.of(1, List.of(2)), Optional.of("x"));
        map.put(null, Optional.empty());
        return Stream.of(
                List.of(),
                withNull,
                self,
                map,
                Map.of(),
                Set.of(1),
                new TreeMap<>(Map.of("a", 1, "b", 2)),
                Map.entry("k", List.of('c', true)),
                Optional.of(withNull),
                Arrays.asList(1, 2, 3),
                new ArrayDeque<>(List.of("x", "y")),
                map.values(),
                map.entrySet());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void containersPrintHashAndCompareAsInJava(Object container) {
        assertThat(GuardObjects.toString(container)).isEqualTo(container.toString());
        assertThat(GuardTexts.valueOf(container)).isEqualTo(String.valueOf(container));
        if (container.hashCode() != System.identityHashCode(container)) {
            assertThat(GuardObjects.hashCode(container)).isEqualTo(container.hashCode());
            assertThat(GuardObjects.hashOf(container, 1, null)).isEqualTo(Objects.hash(container, 1, null));
        }
        assertThat(GuardObjects.equals(container, container)).isTrue();
        assertThat(GuardObjects.areEqual(container, null)).isFalse();
        assertThat(GuardFormats.format("%s", container)).isEqualTo(String.format(Locale.ROOT, "%s", container));
    }

    @Test
    void aListThatContainsItselfIsPrinted() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        assertThat(GuardObjects.toString(self)).isEqualTo("[(this Collection)]");
    }

    @Test
    void whatHasNoTextOfItsOwnIsTheSameInEachRun() {
        assertThat(GuardTexts.valueOf(new Object())).isEqualTo("java.lang.Object");
        assertThat(GuardObjects.hashCode(new Object())).isEqualTo(GuardObjects.hashCode(new Object()));
        assertThat(GuardObjects.hashCode(RoundingMode.UP)).isEqualTo("UP".hashCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-1.50", "123456789012345678901234567890.123", "1E+30", "0.00001"})
    void decimals(String text) {
        BigDecimal number = GuardDecimals.decimal(text);
        assertThat(number).isEqualTo(new BigDecimal(text));
        for (BigDecimal other : List.of(BigDecimal.TWO, new BigDecimal("-0.25"), new BigDecimal("1E+10"))) {
            assertThat(GuardDecimals.add(number, other)).isEqualTo(number.add(other));
            assertThat(GuardDecimals.multiply(number, other)).isEqualTo(number.multiply(other));
            assertThat(GuardDecimals.divide(number, other)).isEqualTo(number.divide(other));
            assertThat(GuardDecimals.divide(number, other, 5, RoundingMode.HALF_UP))
                    .isEqualTo(number.divide(other, 5, RoundingMode.HALF_UP));
            assertThat(GuardDecimals.compareTo(number, other)).isEqualTo(number.compareTo(other));
        }
        assertThat(GuardDecimals.pow(number, 3)).isEqualTo(number.pow(3));
        assertThat(GuardDecimals.pow(number, 3, MathContext.DECIMAL32)).isEqualTo(number.pow(3, MathContext.DECIMAL32));
        assertThat(GuardDecimals.setScale(number, 2, RoundingMode.DOWN))
                .isEqualTo(number.setScale(2, RoundingMode.DOWN));
        assertThat(GuardDecimals.movePointLeft(number, 3)).isEqualTo(number.movePointLeft(3));
        assertThat(GuardDecimals.stripTrailingZeros(number)).isEqualTo(number.stripTrailingZeros());
        assertThat(GuardDecimals.toPlainString(number)).isEqualTo(number.toPlainString());
        BigInteger whole = number.toBigInteger().abs();
        assertThat(GuardIntegers.pow(whole, 4)).isEqualTo(whole.pow(4));
        assertThat(GuardIntegers.shiftLeft(whole, 70)).isEqualTo(whole.shiftLeft(70));
        assertThat(GuardIntegers.modPow(whole, BigInteger.TWO, BigInteger.TEN))
                .isEqualTo(whole.modPow(BigInteger.TWO, BigInteger.TEN));
    }

    @Test
    void theSmallestDoubleCanBeCounted() {
        BigDecimal smallest = new BigDecimal(Double.MIN_VALUE);
        assertThat(GuardDecimals.add(smallest, BigDecimal.ONE)).isEqualTo(smallest.add(BigDecimal.ONE));
    }

    @Test
    void hashedCollectionsKeepTheirOrder() {
        Map<String, Integer> map = GuardMakers.newHashMap();
        Map<String, Integer> plain = new HashMap<>();
        Collection<String> set = GuardMakers.newHashSet();
        for (String each : List.of("pear", "apple", "fig")) {
            GuardMaps.put(map, each, each.length());
            plain.put(each, each.length());
            GuardCollections.add(set, each);
        }
        assertThat(map.keySet()).containsExactly("pear", "apple", "fig");
        assertThat(set).containsExactly("pear", "apple", "fig");
        assertThat(map).isEqualTo(plain);
        assertThat(GuardConstants.of("pear", "apple")).containsExactly("pear", "apple");
        assertThat(GuardMapsOf.of("b", 1, "a", 2)).isEqualTo(Map.of("a", 2, "b", 1));
        assertThat(GuardMapsOf.of("b", 1, "a", 2).keySet()).containsExactly("b", "a");
        assertThat(Stream.of("pear", "fig", "fir").collect(GuardCollectors.groupingBy(String::length)))
                .isEqualTo(Map.of(4, List.of("pear"), 3, List.of("fig", "fir")));
        assertThat(Stream.of("b", "a", "b").collect(GuardCollectors.toUnmodifiableSet()))
                .containsExactly("b", "a");
        assertThat(Stream.of("b", "a").collect(GuardCollectors.toMap(each -> each, String::length)))
                .isEqualTo(Map.of("a", 1, "b", 1));
    }

    @Test
    void listsAndStreams() {
        List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
        GuardLists.sort(list, null);
        assertThat(list).containsExactly(1, 2, 3);
        assertThat(GuardCollections.contains(list, 2)).isTrue();
        assertThat(GuardLists.remove(list, 0)).isEqualTo(1);
        assertThat(GuardCollections.remove(list, (Object) 3)).isTrue();
        assertThat(list).containsExactly(2);
        assertThat(GuardStreams.range(0, 5).toArray())
                .isEqualTo(IntStream.range(0, 5).toArray());
        assertThat(GuardStreams.iterate("x", x -> x.length() < 4, x -> x + "y").toList())
                .containsExactly("x", "xy", "xyy");
        assertThat(GuardStreams.sorted(Stream.of("b", "a")).toList()).containsExactly("a", "b");
        assertThat(GuardArrays.toString(new Object[] {1, null, "x"})).isEqualTo("[1, null, x]");
        assertThat(GuardArrays.hashCode(new Object[] {1, null, "x"}))
                .isEqualTo(Arrays.hashCode(new Object[] {1, null, "x"}));
        assertThat((int[]) GuardObjects.copy(new int[] {1, 2})).containsExactly(1, 2);
    }
}

package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that do more within Java than they look like end by steps or allocation, and never by the clock. */
@SuppressWarnings("ReturnValueIgnored")
final class GuardGapsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long FAR = 3_600_000_000_000L;
    private static final String LONG = "a".repeat(1_000_000);

    /** As many texts of one hash as there are ways to put Aa or BB side by side. */
    private static String colliding(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    private static Stream<Object> lists() {
        return IntStream.range(0, 100_000).mapToObj(i -> List.of(colliding(i)));
    }

    /** Times chosen so that hashes of date and time cancel each other. */
    private static Stream<Object> times() {
        return IntStream.range(1, 100_000).mapToObj(i -> {
            LocalDate date = LocalDate.ofEpochDay(i);
            int wanted = date.hashCode();
            return (Object) LocalDateTime.of(date, LocalTime.ofNanoOfDay(wanted & 0x7fffffffL));
        });
    }

    private static Stream<Object> periods() {
        return IntStream.range(0, 100_000).mapToObj(i -> Period.of(-(i << 8), i, 0));
    }

    /** Of an own class whose hash is constant, and whose equality is Java's. */
    private static Stream<Object> own() {
        return IntStream.range(0, 100_000).mapToObj(i -> new Constant());
    }

    @SuppressWarnings("EqualsHashCode")
    private static final class Constant {
        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static Named<Runnable> named(String name, Runnable attack) {
        return Named.of(name, attack);
    }

    private static void put(Stream<Object> keys) {
        Map<Object, Object> map = new LinkedHashMap<>();
        keys.forEach(each -> GuardMaps.put(map, each, ""));
    }

    private static void forEver(Runnable call) {
        for (int i = 0; i < Integer.MAX_VALUE; i++) {
            call.run();
        }
    }

    static Stream<Named<Runnable>> attacks() {
        TreeMap<Integer, Integer> tree = new TreeMap<>();
        IntStream.range(0, 20_000).forEach(i -> tree.put(i, i));
        TreeSet<Integer> set = new TreeSet<>(tree.keySet());
        Map<Integer, Integer> part = tree.subMap(1, 19_999);
        return Stream.of(
                named("the size of a part of a map", () -> forEver(() -> GuardMaps.size(part))),
                named("of its keys", () -> forEver(() -> GuardCollections.size(part.keySet()))),
                named("of its values", () -> forEver(() -> GuardCollections.size(part.values()))),
                named("of a part of a set", () -> forEver(() -> GuardCollections.size(set.headSet(19_999)))),
                named("of one in a wrapper", () -> {
                    Collection<Integer> wrapped = Collections.unmodifiableCollection(set.tailSet(1));
                    forEver(() -> GuardCollections.size(wrapped));
                }),
                named("a comparison of texts", () -> forEver(() -> GuardEngineComparisons.lessThan(LONG, LONG + "b"))),
                named(
                        "one of an object",
                        () -> forEver(() -> GuardEngineComparisons.greaterOrEqual((Object) LONG, LONG))),
                named("one of decimals", () -> {
                    BigDecimal large = BigDecimal.TEN.pow(9000).subtract(BigDecimal.ONE);
                    forEver(() -> GuardEngineComparisons.greaterThan(large, large));
                }),
                named("a date of a long text", () -> forEver(() -> failing(() -> GuardDateTexts.localDate(LONG)))),
                named("a duration", () -> {
                    String zeros = "PT" + "0".repeat(1_000_000) + "S";
                    forEver(() -> failing(() -> GuardDateTexts.duration(zeros)));
                }));
    }

    static Stream<Named<Runnable>> keys() {
        return Stream.of(
                named("lists as keys", () -> put(lists())),
                named("times as keys", () -> put(times())),
                named("periods as keys", () -> put(periods())),
                named("own objects as keys", () -> put(own())),
                named("computeIfAbsent", () -> {
                    Map<Object, Object> map = new HashMap<>();
                    lists().forEach(each -> GuardMaps.computeIfAbsent(map, each, key -> ""));
                }),
                named("elements of a set", () -> {
                    HashSet<Object> all = new HashSet<>();
                    periods().forEach(each -> GuardCollections.add(all, each));
                }),
                named("a set of all", () -> GuardMakers.newHashSet(lists().toList())),
                named(
                        "addAll",
                        () -> GuardCollections.addAll(new HashSet<>(), periods().toList())),
                named("a copy", () -> GuardConstants.copyOf(times().toList())),
                named("distinct", () -> GuardStreams.distinct(lists()).count()),
                named("toSet", () -> lists().collect(GuardCollectors.toSet())),
                named("toMap", () -> periods().collect(GuardCollectors.toMap(each -> each, each -> ""))),
                named("groups", () -> lists().collect(GuardCollectors.groupingBy(each -> each))));
    }

    private static void failing(Runnable call) {
        try {
            call.run();
        } catch (DateTimeException | ArithmeticException refused) {
            assertThat(refused).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource({"attacks", "keys"})
    void endsBySteps(Runnable attack) {
        Meter meter = Meter.arm(5_000_000, 4L << 30, System.nanoTime() + FAR);
        try {
            assertThatThrownBy(attack::run)
                    .isInstanceOfSatisfying(
                            Stopped.class,
                            stopped -> assertThat(stopped.budget()).isIn(Budget.STEPS, Budget.ALLOCATION));
        } finally {
            meter.disarm();
        }
    }

    static Stream<Named<Runnable>> growing() {
        return Stream.of(
                named("a list", () -> {
                    List<Object> list = new ArrayList<>();
                    forEver(() -> GuardCollections.add(list, ""));
                }),
                named("a queue", () -> {
                    ArrayDeque<Object> queue = new ArrayDeque<>();
                    forEver(() -> GuardCollections.offer(queue, ""));
                }),
                named("a text, by characters", () -> {
                    StringBuilder text = new StringBuilder();
                    forEver(() -> GuardBuilders.append(text, 'x'));
                }),
                named("a text, by a long one", () -> {
                    StringBuilder text = new StringBuilder();
                    forEver(() -> GuardBuilders.append(text, LONG));
                }),
                named("texts put together", () -> {
                    String[] text = {LONG};
                    forEver(() -> text[0] = GuardTexts.concat(text[0], text[0]));
                }),
                named("a list, by itself", () -> {
                    List<Object> list = new ArrayList<>(List.of(1));
                    forEver(() -> GuardCollections.addAll(list, list));
                }));
    }

    @ParameterizedTest
    @MethodSource("growing")
    void growsNoFurtherThanItsBudget(Runnable attack) {
        long most = 64 << 20;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Meter meter = Meter.arm(Long.MAX_VALUE / 4, most, System.nanoTime() + FAR);
        try {
            assertThatThrownBy(attack::run)
                    .isInstanceOfSatisfying(
                            Stopped.class,
                            stopped -> assertThat(stopped.budget()).isEqualTo(Budget.ALLOCATION));
        } finally {
            meter.disarm();
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(most + (most >> 2));
    }

    @Test
    void partsOfALocaleAreShort() {
        assertThatThrownBy(() -> GuardDates.forLanguageTag("de-x-" + LONG)).hasMessageContaining("at most 100");
        assertThatThrownBy(() -> GuardDates.locale("de", "DE", LONG)).hasMessageContaining("at most 100");
        assertThat(GuardDates.forLanguageTag("de-CH").getCountry()).isEqualTo("CH");
    }

    @Test
    void whatDecisionsDoStaysWithinTheirBudget() {
        Meter meter = Meter.arm(5_000_000, 1L << 30, System.nanoTime() + FAR);
        try {
            put(IntStream.range(0, 20_000).mapToObj(i -> "key " + i));
            put(IntStream.range(0, 20_000).mapToObj(LocalDate::ofEpochDay));
            put(IntStream.range(0, 20_000).mapToObj(BigDecimal::valueOf));
            put(IntStream.range(0, 3_000).mapToObj(i -> List.of("route", i)));
            put(IntStream.range(0, 100_000).mapToObj(GuardGapsTest::colliding));
            assertThat(meter.stopped()).isNull();
        } finally {
            meter.disarm();
        }
    }
}

package dev.understudy.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.engine.facts.Samples.Color;
import dev.understudy.engine.facts.Samples.Everything;
import dev.understudy.engine.facts.Samples.Flight;
import dev.understudy.engine.facts.Samples.Item;
import dev.understudy.engine.facts.Samples.Node;
import dev.understudy.engine.facts.Samples.SpecialItem;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactCodecWriteTest {
    private final FactCodec codec = Samples.codec();

    private static Item item(String name) {
        Item item = new Item();
        item.name = name;
        return item;
    }

    private String written(Object fact) {
        Utf8Sink sink = new Utf8Sink();
        codec.writeFact(fact, sink);
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }

    private ProblemException failure(Object... facts) {
        return catchThrowableOfType(ProblemException.class, () -> Declared.outcome(codec, List.of(facts)));
    }

    @Test
    void factsAreListedByTypeInTheOrderOfTheRulesetAndOfInsertion() {
        SpecialItem special = new SpecialItem();
        special.name = "s";
        special.extra = "e";

        assertThat(Declared.outcome(codec, List.of(new Samples.Empty(), item("b"), "text", special, item("a"))))
                .isEqualTo("{\"Item\":[{\"name\":\"b\"},{\"name\":\"s\",\"extra\":\"e\"},{\"name\":\"a\"}],"
                        + "\"Everything\":[],\"Node\":[],\"Flight\":[]}");
    }

    @Test
    void anObjectOfAClassThatIsNotDeclaredIsWrittenAsTheDeclaredOneItExtends() {
        Item odd = new Item() {};
        odd.name = "odd";

        assertThat(Declared.outcome(codec, List.of(odd))).startsWith("{\"Item\":[{\"name\":\"odd\"}]");
    }

    @Test
    void datesAreWrittenInTheDeclaredFormatUnlessItWouldLoseAPart() {
        Flight flight = new Flight();
        flight.setDate(LocalDateTime.of(2001, 1, 1, 1, 10));
        assertThat(Declared.outcome(codec, List.of(flight))).contains("\"date\":\"2001/01/01 01:10\"");
        flight.setDate(LocalDateTime.of(2001, 1, 1, 1, 10, 5));
        assertThat(Declared.outcome(codec, List.of(flight))).contains("\"date\":\"2001-01-01T01:10:05\"");
    }

    @Test
    void timesHaveTheirSeconds() {
        Everything all = new Everything();
        all.instant = Instant.parse("2001-01-01T01:10:00Z");
        all.offset = OffsetDateTime.parse("2001-01-01T01:10+01:00");
        all.time = LocalTime.of(1, 2);
        all.dayTime = LocalDateTime.of(12001, 1, 1, 1, 10, 0, 1);

        assertThat(Declared.outcome(codec, List.of(all)))
                .contains("\"instant\":\"2001-01-01T01:10:00Z\"")
                .contains("\"offset\":\"2001-01-01T01:10:00+01:00\"")
                .contains("\"time\":\"01:02:00\"")
                .contains("\"dayTime\":\"+12001-01-01T01:10:00.000000001\"");
    }

    @Test
    void numbersKeepTheirDigits() {
        Everything all = new Everything();
        all.decimal = new BigDecimal("12.50");
        all.aDouble = 0.1;
        all.aLong = Long.MIN_VALUE;
        all.any = List.of(new BigDecimal("1E3"), new BigDecimal("-0.00"), 1e10, 250L, BigInteger.TEN.pow(30));

        assertThat(Declared.outcome(codec, List.of(all)))
                .contains("\"decimal\":12.50,", "\"aDouble\":0.1,", "\"aLong\":-9223372036854775808,")
                .contains("\"any\":[1000,0.00,1.0E10,250,1" + "0".repeat(30) + "]");
    }

    @Test
    void whatHasNoOrderIsSortedSoThatEqualOutcomesAreEqualBytes() {
        Everything all = new Everything();
        all.names = IntStream.range(0, 50).mapToObj(Integer::toString).collect(Collectors.toCollection(HashSet::new));
        Map<String, BigDecimal> prices = new HashMap<>();
        List.of("z", "é", "a", "ab").forEach(key -> prices.put(key, BigDecimal.ONE));
        all.prices = prices;
        all.any = Set.of(1, 2);
        all.color = Color.GREEN;
        String numbers = IntStream.range(0, 50)
                .mapToObj(i -> "\"" + i + "\"")
                .map(text -> text + ",")
                .sorted()
                .collect(Collectors.joining());

        assertThat(Declared.outcome(codec, List.of(all)))
                .contains("\"names\":[" + numbers.substring(0, numbers.length() - 1) + "]")
                .contains("\"prices\":{\"a\":1,\"ab\":1,\"z\":1,\"é\":1}")
                .contains("\"any\":[1,2]")
                .contains("\"color\":\"GREEN\"");
    }

    @Test
    void textIsEscapedOnlyWhereItMustBe() {
        assertThat(Declared.outcome(codec, List.of(item("<\"\\/\b\f\n\r\t\u0001\u007fäé€😀\ud83d"))))
                .startsWith("{\"Item\":[{\"name\":\"<\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007fäé€😀\ufffd\"}]");
    }

    @Test
    void whatHasNoFormInJsonBlamesTheRuleWithTheField() {
        Node node = new Node();
        node.value = Double.NaN;
        assertThat(failure(node).detail()).startsWith("Node.value is not a finite number");
        assertThat(failure(node).type()).isEqualTo(ProblemType.RULE_FAILED);

        Everything all = new Everything();
        all.any = Thread.currentThread();
        assertThat(failure(all).detail()).startsWith("Everything.any holds an object of class java.lang.Thread");
        all.any = Map.of(1, 2);
        assertThat(failure(all).detail()).startsWith("Everything.any holds a map with a key that is not text");
        all.any = new BigDecimal("1E+999999999");
        assertThat(failure(all).detail()).startsWith("Everything.any is a number of more than 1000 digits");
        all.any = BigInteger.TEN.pow(100_000);
        assertThat(failure(all).detail()).startsWith("Everything.any is a number of more than 1000 digits");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // As rules do that know no type arguments.
    void anElementOfAnotherClassThanDeclaredBlamesTheRule() {
        Everything all = new Everything();
        all.names = (Set) Set.of(1);

        assertThat(failure(all).type()).isEqualTo(ProblemType.RULE_FAILED);
        assertThat(failure(all).detail()).startsWith("Everything.names holds something of another class");
    }

    @Test
    void aCircleIsRefused() {
        Node node = new Node();
        node.left = new Node();
        node.left.right = node;
        node.right = node.left;

        assertThat(failure(node).type()).isEqualTo(ProblemType.RULE_FAILED);
        assertThat(failure(node).detail()).contains("more than 32 levels deep");
        List<Object> list = new ArrayList<>();
        list.add(list);
        Everything all = new Everything();
        all.any = list;
        assertThat(failure(all).detail()).contains("more than 32 levels deep");
    }

    @Test
    void anOutcomeThatIsTooLargeIsRefused() {
        assertThat(failure(item("x".repeat(2 << 20))).type()).isEqualTo(ProblemType.BUDGET_EXCEEDED);
        Node node = new Node();
        for (int i = 0; i < 14; i++) {
            Node next = new Node();
            next.left = node;
            next.right = node;
            next.bag = new HashSet<>(List.of(node));
            node = next;
        }
        assertThat(failure(node).type()).isEqualTo(ProblemType.BUDGET_EXCEEDED);
        ProblemException small = catchThrowableOfType(
                ProblemException.class, () -> codec.writeOutcome(List.of(item("abc")), new Utf8Sink(), 20));
        assertThat(small.detail()).contains("larger than the 20 bytes");
    }

    @Test
    void anExplainedFactIsWrittenWithItsType() {
        assertThat(written(item("a"))).isEqualTo("{\"type\":\"Item\",\"fact\":{\"name\":\"a\"}}");
        assertThat(written("a")).isEqualTo("{\"type\":\"String\",\"fact\":\"a\"}");
        assertThat(written(5)).isEqualTo("{\"type\":\"Integer\",\"fact\":5}");
    }

    @Test
    void anExplainedFactThatCanNotBeWrittenIsNullWithANote() {
        assertThat(written(Thread.currentThread()))
                .isEqualTo("{\"type\":\"Thread\",\"fact\":null,\"note\":\"The outcome holds an object of class"
                        + " java.lang.Thread, which JSON has no form for.\"}");
        Node node = new Node();
        node.left = node;
        assertThat(written(node)).startsWith("{\"type\":\"Node\",\"fact\":null,\"note\":\"Node.left leads more");
        assertThat(written(item("x".repeat(70_000)))).contains("larger than the 65536 bytes");
    }
}

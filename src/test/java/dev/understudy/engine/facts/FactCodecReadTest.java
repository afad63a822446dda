package dev.understudy.engine.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.facts.Samples.Color;
import dev.understudy.engine.facts.Samples.Everything;
import dev.understudy.engine.facts.Samples.Flight;
import dev.understudy.engine.facts.Samples.Item;
import dev.understudy.engine.facts.Samples.Wide;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactCodecReadTest {
    private static final String FLIGHT =
            "{\"date\":\"2001/01/01 01:10\",\"delay\":95,\"distance\":2399,\"origin\":\"HNL\",\"destination\":\"SFO\"}";

    private final FactCodec codec = Samples.codec();

    private Everything everything(String fields) {
        return (Everything) Declared.read(codec, "{\"facts\":{\"Everything\":{" + fields + "}}}")
                .objects()
                .getFirst();
    }

    @Test
    void aRealFlightIsRead() {
        ReadFacts facts = Declared.read(codec, "{\"facts\":{\"Flight\":[" + FLIGHT + "]}}");

        assertThat(facts.size()).isEqualTo(1);
        assertThat(facts.asOf()).isEmpty();
        Flight flight = (Flight) facts.objects().getFirst();
        assertThat(flight.getDate()).isEqualTo(LocalDateTime.of(2001, 1, 1, 1, 10));
        assertThat(flight.getDelay()).isEqualTo(95);
        assertThat(flight.getDistance()).isEqualTo(2399);
        assertThat(flight.getOrigin()).isEqualTo("HNL");
        assertThat(flight.getDestination()).isEqualTo("SFO");
        assertThat(flight.getWeight()).as("the default").isEqualTo(7);
    }

    @Test
    void aBodyInsideALargerBufferIsRead() {
        byte[] json = ("xx{\"facts\":{\"Flight\":" + FLIGHT + "}}}}").getBytes(StandardCharsets.UTF_8);

        assertThat(codec.read(json, 2, json.length - 4).size()).isEqualTo(1);
    }

    @Test
    void factsComeInTheOrderOfTheBody() {
        ReadFacts facts = Declared.read(codec, """
                {"asOf": "2001-01-01T01:10:00Z", "facts": {
                  "Item": [{"name": "a"}, {"count": 2, "name": "b"}],
                  "Empty": {},
                  "Node": []
                }}""");

        assertThat(facts.asOf()).contains(Instant.parse("2001-01-01T01:10:00Z"));
        assertThat(facts.objects()).hasSize(3);
        assertThat(((Item) facts.objects().get(0)).name).isEqualTo("a");
        assertThat(((Item) facts.objects().get(1)).count).isEqualTo(2);
        assertThat(facts.objects().get(2)).isInstanceOf(Samples.Empty.class);
    }

    @Test
    void fieldsMayComeInAnyOrderWhateverWasSentBefore() {
        for (int round = 0; round < 3; round++) {
            for (String order : List.of("\"name\":\"x\",\"count\":1", "\"count\":1,\"name\":\"x\"", "\"name\":\"x\"")) {
                Item item = (Item) Declared.read(codec, "{\"facts\":{\"Item\":{" + order + "}}}")
                        .objects()
                        .getFirst();
                assertThat(item.name).isEqualTo("x");
            }
        }
    }

    @Test
    void numbersKeepTheirDigits() {
        assertThat(everything("\"decimal\":12.50").decimal).isEqualTo(new BigDecimal("12.50"));
        assertThat(everything("\"decimal\":1E3").decimal).isEqualTo(new BigDecimal("1E3"));
        assertThat(everything("\"big\":123456789012345678901234567890").big)
                .isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(everything("\"aLong\":-9223372036854775808").aLong).isEqualTo(Long.MIN_VALUE);
        assertThat(everything("\"aByte\":-128,\"aShort\":32767").aByte).isEqualTo((byte) -128);
        assertThat(everything("\"aDouble\":0.1,\"aFloat\":0.1").aFloat).isEqualTo(0.1f);
        assertThat(Double.doubleToRawLongBits(everything("\"aDouble\":-0.0").aDouble))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(everything("\"decimal\":" + "9".repeat(1000)).decimal).isNotNull();
    }

    @Test
    void textIsKeptAsItIs() {
        assertThat(everything("\"text\":\" \\u00e4\\n<é😀\\ud83d\\ude00 \"").text)
                .isEqualTo(" ä\n<é😀😀 ");
        assertThat(everything("\"text\":\"" + "x".repeat(65_536) + "\"").text).hasSize(65_536);
        assertThat(everything("\"aChar\":\"é\",\"boxedChar\":\"x\"").aChar).isEqualTo('é');
    }

    @Test
    void datesAreReadInTheirIsoForms() {
        assertThat(everything("\"day\":\"2004-02-29\"").day).isEqualTo(LocalDate.of(2004, 2, 29));
        assertThat(everything("\"dayTime\":\"2001-01-01T01:10\"").dayTime)
                .isEqualTo(LocalDateTime.of(2001, 1, 1, 1, 10));
        assertThat(everything("\"dayTime\":\"2001-01-01T01:10:05.25\"").dayTime)
                .isEqualTo(LocalDateTime.of(2001, 1, 1, 1, 10, 5, 250_000_000));
        assertThat(everything("\"time\":\"23:59\"").time).isEqualTo(LocalTime.of(23, 59));
        assertThat(everything("\"instant\":\"2001-01-01T01:10:00+01:00\"").instant)
                .isEqualTo(Instant.parse("2001-01-01T00:10:00Z"));
        assertThat(everything("\"offset\":\"2001-01-01T01:10:00+01:00\"").offset)
                .isEqualTo(OffsetDateTime.parse("2001-01-01T01:10:00+01:00"));
        assertThat(everything("\"zoned\":\"2001-01-01T01:10:00+01:00[Europe/Paris]\"").zoned)
                .isEqualTo(ZonedDateTime.parse("2001-01-01T01:10:00+01:00[Europe/Paris]"));
        assertThat(everything("\"month\":\"2001-12\"").month).isEqualTo(YearMonth.of(2001, 12));
        assertThat(everything("\"duration\":\"PT1H30M\"").duration).isEqualTo(Duration.ofMinutes(90));
        assertThat(everything("\"period\":\"P1Y2M\"").period).isEqualTo(Period.of(1, 2, 0));
        assertThat(everything("\"days\":[\"2001-01-01\"]").days).containsExactly(LocalDate.of(2001, 1, 1));
    }

    @Test
    void enumsIdsAndNestedTypesAreRead() {
        Everything all = everything("""
                "color":"GREEN","weekday":"MONDAY","id":"123e4567-e89b-12d3-a456-426614174000",
                "item":{"name":"i"},"items":[{"name":"a"},{"name":"b"}],"names":["z","a","z"],
                "prices":{"y":1.10,"x":2},"numbers":[3,1],"words":["w"]""");

        assertThat(all.color).isEqualTo(Color.GREEN);
        assertThat(all.weekday).isEqualTo(DayOfWeek.MONDAY);
        assertThat(all.id).isEqualTo(UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        assertThat(all.items).hasSize(2);
        assertThat(all.names).containsExactly("z", "a");
        assertThat(all.prices).containsExactly(Map.entry("y", new BigDecimal("1.10")), Map.entry("x", BigDecimal.TWO));
        assertThat(all.numbers).containsExactly(3, 1);
        assertThat(all.words).containsExactly("w");
    }

    @Test
    void freeFormValuesNeverBecomeDouble() {
        Object any = everything("\"any\":{\"b\":[1,1.50,123456789012345678901,true,\"x\",null],\"a\":null}").any;

        Map<String, Object> expected = new HashMap<>();
        expected.put("a", null);
        expected.put(
                "b",
                Arrays.asList(1L, new BigDecimal("1.50"), new BigInteger("123456789012345678901"), true, "x", null));
        assertThat(any).isEqualTo(expected);
        assertThat((Object) everything("\"anyList\":[5]").anyList).isEqualTo(List.of(5L));
    }

    @Test
    void nullIsAbsent() {
        Everything all = everything("\"text\":null,\"item\":null,\"boxedInt\":null");

        assertThat(all.text).isNull();
        assertThat(all.boxedInt).isNull();
        assertThat(Declared.read(codec, "{\"facts\":{},\"asOf\":null}").asOf()).isEmpty();
    }

    @Test
    void moreThanSixtyFourFieldsAreRead() {
        String fields = IntStream.range(0, 70)
                .mapToObj(i -> "\"" + "abcdefg".charAt(i / 10) + i % 10 + "\":" + i)
                .collect(Collectors.joining(","));

        Wide wide = (Wide) Declared.read(codec, "{\"facts\":{\"Wide\":{" + fields + "}}}")
                .objects()
                .getFirst();

        assertThat(wide.g9).isEqualTo(69);
        assertThat(wide.a0).isZero();
    }

    @Test
    void tenThousandFactsAreTaken() {
        String many = String.join(",", Collections.nCopies(10_000, "{}"));

        assertThat(Declared.read(codec, "{\"facts\":{\"Empty\":[" + many + "]}}")
                        .size())
                .isEqualTo(10_000);
    }
}

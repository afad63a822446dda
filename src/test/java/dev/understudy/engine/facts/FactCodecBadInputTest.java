package dev.understudy.engine.facts;

import static dev.understudy.problem.ProblemType.INVALID_FACTS;
import static dev.understudy.problem.ProblemType.INVALID_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FactCodecBadInputTest {
    private final FactCodec codec = Samples.codec();
    private final FactCodec withoutFreeNames = Samples.codecWithoutFreeNames();

    private ProblemException refusal(byte[] body) {
        return refusal(codec, body);
    }

    private static ProblemException refusal(FactCodec codec, byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> codec.read(body, 0, body.length));
    }

    /** By both of Jackson's parsers: which one is used depends on the types. */
    private void assertRefused(String body, ProblemType type, String pointer, String fragment) {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        assertRefusal(refusal(codec, json), type, pointer, fragment);
        if (!body.contains("Everything") && !body.contains("Node")) {
            assertRefusal(refusal(withoutFreeNames, json), type, pointer, fragment);
        }
    }

    private static void assertRefusal(ProblemException problem, ProblemType type, String pointer, String fragment) {
        assertThat(problem).isNotNull();
        assertThat(problem.detail()).contains(fragment).doesNotContain("SECRET", "com.fasterxml");
        assertThat(problem.extensions()).containsEntry("pointer", pointer);
        assertThat(problem.type()).isEqualTo(type);
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("", "", "The body is empty"),
                Arguments.of("  \n", "", "The body is empty"),
                Arguments.of("SECRET", "", "no JSON at line 1, column"),
                Arguments.of("[]", "", "The body is no JSON object"),
                Arguments.of("null", "", "The body is no JSON object"),
                Arguments.of("{", "", "ends too early at line 1, column 2"),
                Arguments.of("{}", "", "The member facts is missing"),
                Arguments.of("{\"asOf\":null}", "", "The member facts is missing"),
                Arguments.of("{\"fact\":{}}", "/fact", "Did you mean facts?"),
                Arguments.of("{\"facts\":{},\"x/y~\":1}", "/x~1y~0", "facts and asOf are all"),
                Arguments.of("{\"facts\":{},\"facts\":{}}", "/facts", "sent twice"),
                Arguments.of("{\"asOf\":null,\"facts\":{},\"asOf\":null}", "/asOf", "sent twice"),
                Arguments.of("{\"facts\":[]}", "/facts", "The facts are no JSON object"),
                Arguments.of("{\"facts\":null}", "/facts", "The facts are no JSON object"),
                Arguments.of("{\"facts\":{}} 1", "", "Something follows the JSON object"),
                Arguments.of("{\"facts\":{}}{\"facts\":{}}", "", "Something follows the JSON object"),
                Arguments.of("{\"facts\":{}}}", "", "no JSON at line 1, column 13"),
                Arguments.of("{\"facts\":{},}", "/facts", "no JSON at line 1"),
                Arguments.of("{'facts':{}}", "", "no JSON at line 1"),
                Arguments.of("{\"facts\":{}/*x*/}", "/facts", "no JSON at line 1"),
                Arguments.of("{\"facts\":\n{\"Empty\":\n[{},]}}", "/facts/Empty/1", "no JSON at line 3"),
                Arguments.of("{\"facts\":{\"Flight\":{\"delay\":NaN}}}", "/facts/Flight/delay", "NaN and Infinity"),
                Arguments.of(
                        "{\"facts\":{\"Flight\":{\"delay\":Infinity}}}", "/facts/Flight/delay", "no JSON at line 1"),
                Arguments.of("{\"facts\":{\"Flight\":{\"delay\":01}}}", "/facts/Flight/delay", "no JSON at line 1"),
                Arguments.of("{\"facts\":{\"Flight\":{\"delay\":+1}}}", "/facts/Flight/delay", "no JSON at line 1"),
                Arguments.of("{\"facts\":{\"Item\":{\"name\":\"SECRET\n\"}}}", "/facts/Item/name", "no JSON at line 1"),
                Arguments.of("{\"facts\":{\"Item\":{\"name\":\"\\x\"}}}", "/facts/Item/name", "no JSON at line 1"),
                Arguments.of("{\"facts\":{\"Item\":{\"name\":\"SECRET", "/facts/Item/name", "ends too early"),
                Arguments.of("{\"facts\":{\"" + "x".repeat(2000) + "\":1}}", "/facts", "A name is too long"),
                Arguments.of("{\"facts\":{},\"asOf\":\"2001-01-01\"}", "/asOf", "date and time with a zone"),
                Arguments.of("{\"facts\":{},\"asOf\":5}", "/asOf", "A number was sent where a date and time"),
                Arguments.of("{\"facts\":{},\"asOf\":\"2001-01-01T00:00:00\"}", "/asOf", "2001-01-31T13:05:00Z"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodiesOfAnotherShapeAreRefused(String body, String pointer, String fragment) {
        assertRefused(body, INVALID_REQUEST, pointer, fragment);
    }

    static Stream<Arguments> shapesOfTypes() {
        return Stream.of(
                Arguments.of("'Fligt':[]", "/facts/Fligt", "Did you mean Flight?"),
                Arguments.of("'SpecialItem':[]", "/facts/SpecialItem", "can't be sent to this ruleset"),
                Arguments.of("'Empty':5", "/facts/Empty", "A number was sent where a list of objects"),
                Arguments.of("'Empty':null", "/facts/Empty", "null was sent where a list of objects"),
                Arguments.of("'Empty':[null]", "/facts/Empty/0", "null was sent where an object belongs"),
                Arguments.of("'Empty':[{},'SECRET']", "/facts/Empty/1", "Text was sent where an object belongs"),
                Arguments.of("'Empty':[[]]", "/facts/Empty/0", "A list was sent where an object belongs"),
                Arguments.of("'Empty':[],'Empty':[]", "/facts/Empty", "This type is sent twice"));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                Arguments.of(
                        "'Flight':[{}]", "/facts/Flight/0", "Flight needs delay, distance, origin, which are missing"),
                Arguments.of("'Flight':{}", "/facts/Flight", "Flight needs delay, distance, origin"),
                Arguments.of(
                        "'Flight':{'delay':1,'distance':2,'origin':null}",
                        "/facts/Flight",
                        "Flight needs origin, which is missing"),
                Arguments.of("'Wide':{}", "/facts/Wide", "g8, g9, which are missing"),
                Arguments.of("'Wide':{'g9':1,'g9':2}", "/facts/Wide/g9", "The field g9 is sent twice"),
                Arguments.of("'Empty':{'x':1}", "/facts/Empty/x", "Empty has no field x."),
                Arguments.of(
                        "'Flight':{'dely':1}", "/facts/Flight/dely", "Flight has no field dely. Did you mean delay?"),
                Arguments.of("'Flight':{'de\\u0001':1}", "/facts/Flight/de\\u0001", "no field de\\u0001"),
                Arguments.of("'Flight':{'" + "x".repeat(300) + "':1}", "/facts/Flight/" + "x".repeat(80) + "…", "x…."),
                Arguments.of("'Flight':{'delay':1,'delay':1}", "/facts/Flight/delay", "delay is sent twice"),
                Arguments.of(
                        "'Flight':[{'delay':'SECRET'}]",
                        "/facts/Flight/0/delay",
                        "Text was sent where a whole number belongs"),
                Arguments.of(
                        "'Flight':[{'delay':null}]",
                        "/facts/Flight/0/delay",
                        "null was sent where a whole number belongs"),
                Arguments.of("'Flight':[{'delay':true}]", "/facts/Flight/0/delay", "A truth value was sent where"),
                Arguments.of("'Flight':[{'delay':{}}]", "/facts/Flight/0/delay", "An object was sent where"),
                Arguments.of("'Flight':[{'delay':[]}]", "/facts/Flight/0/delay", "A list was sent where"));
    }

    static Stream<Arguments> fieldValues() {
        return Stream.of(
                Arguments.of(
                        "'Flight':[{'delay':1.5}]",
                        "/facts/Flight/0/delay",
                        "A number with a fraction or an exponent was sent where a whole number belongs"),
                Arguments.of("'Flight':[{'delay':1.0}]", "/facts/Flight/0/delay", "with a fraction"),
                Arguments.of("'Flight':[{'delay':1E3}]", "/facts/Flight/0/delay", "with a fraction or an exponent"),
                Arguments.of(
                        "'Flight':[{'delay':2147483648}]", "/facts/Flight/0/delay", "from -2147483648 to 2147483647"),
                Arguments.of("'Flight':[{'delay':99999999999999999999}]", "/facts/Flight/0/delay", "out of range"),
                Arguments.of(
                        "'Flight':[{'date':'2001/02/29 01:10'}]",
                        "/facts/Flight/0/date",
                        "in the form 2001-01-31T13:05:00 or yyyy/MM/dd HH:mm"),
                Arguments.of(
                        "'Flight':[{'date':'2001-01-01T01:10:00Z'}]",
                        "/facts/Flight/0/date",
                        "date and time without a zone"),
                Arguments.of(
                        "'Flight':[{'date':5}]", "/facts/Flight/0/date", "A number was sent where a date and time"),
                Arguments.of("'Item':{'name':5}", "/facts/Item/name", "A number was sent where text belongs"),
                Arguments.of(
                        "'Item':{'name':'" + "x".repeat(65_537) + "'}", "/facts/Item/name", "at most 65536 characters"),
                Arguments.of("'Item':{'name':'\\ud800'}", "/facts/Item/name", "half of a surrogate pair"),
                Arguments.of("'Item':{'name':'\\ude00\\ud83d'}", "/facts/Item/name", "half of a surrogate pair"));
    }

    @ParameterizedTest
    @MethodSource({"shapesOfTypes", "members", "fieldValues"})
    void factsThatDoNotFitAreRefused(String facts, String pointer, String fragment) {
        assertRefused("{\"facts\":{" + facts.replace('\'', '"') + "}}", INVALID_FACTS, pointer, fragment);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("'aByte':128", "aByte", "from -128 to 127"),
                Arguments.of("'aShort':-32769", "aShort", "from -32768 to 32767"),
                Arguments.of("'aLong':9223372036854775808", "aLong", "to 9223372036854775807"),
                Arguments.of("'aLong':" + "9".repeat(100_000), "aLong", "out of range"),
                Arguments.of("'aByte':null", "aByte", "null was sent"),
                Arguments.of("'aFloat':1e39", "aFloat", "out of range"),
                Arguments.of("'aDouble':1e309", "aDouble", "out of range"),
                Arguments.of("'aDouble':'1'", "aDouble", "Text was sent where a number belongs"),
                Arguments.of("'aDouble':1" + "0".repeat(2000), "aDouble", "too long"),
                Arguments.of("'aBoolean':'true'", "aBoolean", "Text was sent where true or false belongs"),
                Arguments.of("'aBoolean':null", "aBoolean", "null was sent"),
                Arguments.of("'boxedBoolean':1", "boxedBoolean", "A number was sent where true or false"),
                Arguments.of("'aChar':'ab'", "aChar", "single character"),
                Arguments.of("'aChar':''", "aChar", "single character"),
                Arguments.of("'decimal':'1'", "decimal", "Text was sent where a number belongs"),
                Arguments.of("'decimal':1e999999999", "decimal", "1000 digits and an exponent of at most 1000"),
                Arguments.of("'decimal':1e99999999999999", "decimal", "1000 digits"),
                Arguments.of("'decimal':1e-1001", "decimal", "1000 digits"),
                Arguments.of("'decimal':" + "1".repeat(1001), "decimal", "1000 digits"),
                Arguments.of("'decimal':" + "1".repeat(100_000), "decimal", "1000 digits"),
                Arguments.of("'big':" + "1".repeat(100_000), "big", "1000 digits"),
                Arguments.of("'big':1.0", "big", "where a whole number belongs"));
    }

    static Stream<Arguments> dates() {
        return Stream.of(
                Arguments.of("'day':'2001-02-29'", "day", "date in the form 2001-01-31"),
                Arguments.of("'day':'SECRET'", "day", "date in the form 2001-01-31"),
                Arguments.of("'day':'2001-01-01T00:00:00'", "day", "date in the form"),
                Arguments.of("'day':''", "day", "date in the form"),
                Arguments.of("'time':'24:00'", "time", "time in the form 13:05:00"),
                Arguments.of("'instant':'2001-01-01T00:00:00'", "instant", "with a zone"),
                Arguments.of("'instant':'2001-01-01T23:59:60Z'", "instant", "with a zone"),
                Arguments.of("'month':'2001-13'", "month", "year and month in the form 2001-01"),
                Arguments.of("'duration':'1h'", "duration", "PT1H30M"),
                Arguments.of("'period':'1y'", "period", "P1Y2M3D"),
                Arguments.of("'id':'1-1-1-1-1'", "id", "UUID of 36 characters"));
    }

    static Stream<Arguments> nested() {
        return Stream.of(
                Arguments.of("'color':'GREN'", "color", "One of these belongs here: RED, GREEN. Did you mean GREEN?"),
                Arguments.of("'color':0", "color", "A number was sent where a name of Color belongs"),
                Arguments.of("'weekday':'monday'", "weekday", "Did you mean MONDAY?"),
                Arguments.of("'weekday':'SECRET'", "weekday", "This is no DayOfWeek"),
                Arguments.of("'item':{'nam':'x'}", "item/nam", "Item has no field nam. Did you mean name?"),
                Arguments.of("'item':{}", "item", "Item needs name"),
                Arguments.of("'items':{}", "items", "An object was sent where a list belongs"),
                Arguments.of("'items':[{'name':'a'},{'name':1}]", "items/1/name", "A number was sent where text"),
                Arguments.of("'items':[{'name':'a'},null]", "items/1", "null can't stand here"),
                Arguments.of("'names':[1]", "names/0", "A number was sent where text"),
                Arguments.of("'prices':{'a/b':'x'}", "prices/a~1b", "Text was sent where a number"),
                Arguments.of("'prices':{'a':1,'a':2}", "prices/a", "sent twice"),
                Arguments.of("'prices':{'a':null}", "prices/a", "null can't stand here"),
                Arguments.of("'prices':{'\\udc00':1}", "prices/\\udc00", "half of a surrogate pair"),
                Arguments.of("'numbers':[1,null]", "numbers/1", "null can't stand here"),
                Arguments.of("'numbers':[1,2.5]", "numbers/1", "whole number"),
                Arguments.of("'any':1e999999", "any", "1000 digits"),
                Arguments.of("'any':{'x':[" + "1".repeat(5000) + "]}", "any/x/0", "1000 digits"),
                Arguments.of("'any':{'x':1,'x':2}", "any/x", "sent twice"),
                Arguments.of("'anyList':{}", "anyList", "where a list belongs"));
    }

    @ParameterizedTest
    @MethodSource({"numbers", "dates", "nested"})
    void valuesThatDoNotFitAreRefused(String fields, String pointer, String fragment) {
        assertRefused(
                "{\"facts\":{\"Everything\":[{" + fields.replace('\'', '"') + "}]}}",
                INVALID_FACTS,
                "/facts/Everything/0/" + pointer,
                fragment);
    }

    @ParameterizedTest
    @CsvSource({
        "efbbbf7b7d, byte order mark",
        "fffe7b007d00, not UTF-8 at byte 1",
        "7b007d00, UTF-16",
        "007b, UTF-16",
        "7bff, not UTF-8 at byte 2",
        "7b22c08022, not UTF-8 at byte 3",
        "7b22eda08022, not UTF-8 at byte 3",
        "7b22f490808022, not UTF-8 at byte 3",
        "7b22e282, not UTF-8 at byte 3",
        "2020202020202020202020e228a1, not UTF-8 at byte 12"
    })
    void bytesThatAreNotUtf8AreRefused(String hex, String fragment) {
        ProblemException problem = refusal(HexFormat.of().parseHex(hex));

        assertThat(problem.type()).isEqualTo(INVALID_REQUEST);
        assertThat(problem.detail()).contains(fragment);
    }

    @Test
    void nestingBeyondThirtyTwoLevelsIsRefused() {
        String left = "{\"left\":";
        assertThat(Declared.read(codec, "{\"facts\":{\"Node\":" + left.repeat(29) + "{}" + "}".repeat(31))
                        .size())
                .isEqualTo(1);
        assertRefused(
                "{\"facts\":{\"Node\":" + left.repeat(30) + "{}" + "}".repeat(32),
                INVALID_FACTS,
                "/facts/Node" + "/left".repeat(30),
                "deeper than 32 levels");
        assertRefused(
                "{\"facts\":{\"Everything\":{\"any\":" + "[".repeat(100_000),
                INVALID_FACTS,
                "/facts/Everything/any" + "/0".repeat(29),
                "deeper than 32 levels");
    }

    @Test
    void moreThanTenThousandFactsAreRefused() {
        String many = String.join(",", Collections.nCopies(10_001, "{}"));
        assertRefused("{\"facts\":{\"Empty\":[" + many + "]}}", INVALID_FACTS, "/facts/Empty/10000", "at most 10000");
    }

    @Test
    void everyPrefixOfABodyIsRefused() {
        String body =
                "{\"facts\":{\"Everything\":[{\"text\":\"é\\n\",\"decimal\":-1.5e3,\"any\":[true,null,{\"a\":1}]}]}}";
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < json.length; length++) {
            byte[] prefix = java.util.Arrays.copyOf(json, length);
            assertThat(refusal(prefix)).as("of length " + length).isNotNull();
        }
    }
}

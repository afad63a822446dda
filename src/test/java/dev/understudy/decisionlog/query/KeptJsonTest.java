package dev.understudy.decisionlog.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptJsonTest {
    private static String masked(String json) {
        return KeptJson.of(json).whole(_ -> null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"$sealed\":\"k:v\"}|\"•••\"",
                "[{\"$sealed\":\"k:v\"},{ \"$sealed\" : \"\" }]|[\"•••\",\"•••\"]",
                "{\"a\":{\"$sealed\":\"k:v\"},\"b\":1}|{\"a\":\"•••\",\"b\":1}",
                "{\"a\":{\"b\":[{\"c\":{\"$sealed\":\"k:v\"}}]}}|{\"a\":{\"b\":[{\"c\":\"•••\"}]}}",
                "{\"\\u0024sealed\":\"k:v\"}|\"•••\"",
            })
    void sealedValuesAreMaskedWhereverTheyAre(String json, String shown) {
        assertThat(masked(json)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$sealed\":1}",
                "{\"$sealed\":null}",
                "{\"$sealed\":\"k:v\",\"more\":1}",
                "{\"more\":1,\"$sealed\":\"k:v\"}",
                "{\"$sealed\":{\"a\":1}}",
                "{\"$sealed\":[\"k:v\"]}",
                "[\"$sealed\",\"k:v\"]",
                "\"{\\\"$sealed\\\":\\\"k:v\\\"}\"",
                "{}",
                "[]",
                "1",
                "\"x\"",
                "null",
                "true",
                "1e400",
                "0.10000000000000000000000000000000000000001",
                "{\"a\":1,\"a\":2}",
                "\"\\u0000\\ud800\"",
            })
    void everythingElseStaysAsItIs(String json) {
        assertThat(KeptJson.of(json).isOdd()).isFalse();
        assertThat(masked(json)).isEqualTo(json);
    }

    @Test
    void whatIsDeepOrLongIsTaken() {
        String deep = "[".repeat(50_000) + "]".repeat(50_000);
        assertThat(masked(deep)).isEqualTo(deep);
        String number = "9".repeat(100_000);
        assertThat(masked(number)).isEqualTo(number);
        String text = "\"" + "x".repeat(1_000_000) + "\"";
        assertThat(masked("{\"a\":" + text + ",\"b\":{\"$sealed\":\"k\"}}"))
                .isEqualTo("{\"a\":" + text + ",\"b\":\"•••\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[1",
                "{\"a\"}",
                "nul",
                "{\"a\":1}{\"b\":2}",
                "1 2",
                "01",
                "\"",
                "\"\n\"",
                "{'a':1}",
                "\ud800",
                "//",
                "{\"a\":{\"$sealed\":\"k:secret\"}",
                "{\"$sealed\":\"k:secret\"} x"
            })
    void whatIsNoJsonIsAStringWithoutWhatLooksSealed(String text) throws Exception {
        KeptJson odd = KeptJson.of(text);
        assertThat(odd.isOdd()).isTrue();
        assertThat(odd.whole(_ -> "\"clear\""))
                .startsWith("\"")
                .doesNotContain("secret")
                .doesNotContain("clear");
        assertThat(odd.member("facts", _ -> null)).isEqualTo(odd.whole(_ -> null));
        assertThat(new ObjectMapper().readTree(odd.whole(_ -> null)).isTextual())
                .isTrue();
    }

    @Test
    void membersAreCutOutAsTheyAre() {
        KeptJson body = KeptJson.of(
                " {\n\"asOf\" : \"2026-03-01T08:00:00Z\" ,\r\n \"facts\": {\"A\": [1.50,\n2], \"facts\": 3}, \"n\": 1.0 , \"t\":true}\n");
        assertThat(body.member("asOf", _ -> null)).isEqualTo("\"2026-03-01T08:00:00Z\"");
        assertThat(body.member("facts", _ -> null)).isEqualTo("{\"A\": [1.50, 2], \"facts\": 3}");
        assertThat(body.member("n", _ -> null)).isEqualTo("1.0");
        assertThat(body.member("t", _ -> null)).isEqualTo("true");
        assertThat(body.member("A", _ -> null)).isNull();
        assertThat(body.whole(_ -> null)).doesNotContain("\n").doesNotContain("\r");
    }

    @Test
    void whoMaySeesTheClearValue() {
        Map<String, String> clear = Map.of("k:1", "\"Ada\"", "k:2", "{\"a\":[1]}");
        KeptJson body = KeptJson.of("{\"facts\":[{\"$sealed\":\"k:1\"},{\"$sealed\":\"k:2\"},{\"$sealed\":\"k:3\"}]}");
        assertThat(body.member("facts", clear::get)).isEqualTo("[\"Ada\",{\"a\":[1]},\"•••\"]");
    }
}

package dev.understudy.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SearchTextTest {
    @Test
    void tagsSayWhatTheyAreOf() {
        assertThat(SearchText.rule("Short haul")).isEqualTo("rule:Short haul");
        assertThat(SearchText.type("Compensation")).isEqualTo("type:Compensation");
        assertThat(SearchText.value("Compensation.amount", "2.50")).isEqualTo("value:Compensation.amount=2.50");
        assertThat(SearchText.routingKey("passenger-7")).isEqualTo("passenger-7");
    }

    @Test
    void upTo400CharactersStayAsTheyAre() {
        assertThat(SearchText.routingKey("k".repeat(400))).isEqualTo("k".repeat(400));
    }

    @Test
    void longerOnesFitAnIndexAndStillDiffer() {
        String one = SearchText.routingKey("日".repeat(100_000) + "1");
        String other = SearchText.routingKey("日".repeat(100_000) + "2");

        assertThat(one).startsWith("日".repeat(300) + "…").isNotEqualTo(other);
        assertThat(one.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2000);
        assertThat(one).isEqualTo(SearchText.routingKey("日".repeat(100_000) + "1"));
    }

    @Test
    void aSurrogatePairIsNotCutInTwo() {
        assertThat(SearchText.routingKey("a" + "😀".repeat(300))).startsWith("a" + "😀".repeat(149) + "…");
    }

    @Test
    void whatPostgresqlDoesNotTakeIsReplaced() {
        assertThat(SearchText.routingKey("a\u0000b\ud800c😀")).isEqualTo("a\ufffdb\ufffdc😀");
    }
}

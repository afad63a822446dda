package dev.understudy.decisionlog.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.decisionlog.Decisions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTagsTest {
    private static final List<String> RULES = List.of("rule:Short haul", "rule:Care \"é\"");

    /** Without those of the rules. */
    private static List<String> tags(String outcome) {
        return OutcomeTags.of(Decisions.withOutcome(outcome)).stream()
                .filter(tag -> !tag.startsWith("rule:"))
                .toList();
    }

    @Test
    void rulesTypesAndValuesAreFound() {
        assertThat(OutcomeTags.of(Decisions.any()))
                .containsExactly(
                        "type:Compensation",
                        "rule:Short haul",
                        "rule:Care \"é\"",
                        "value:Compensation.amount=250",
                        "value:Compensation.currency=EUR");
    }

    @Test
    void aTypeWithoutAFactIsNoType() {
        assertThat(tags("{\"A\":[],\"B\":[{}],\"C\":null}")).containsExactly("type:B");
    }

    @Test
    void numbersAreAsInTheJson() {
        assertThat(tags("{\"T\":[{\"a\":2.50,\"b\":1E+3,\"c\":-0,\"d\":123456789012345678901234567890}]}"))
                .containsExactly(
                        "type:T",
                        "value:T.a=2.50",
                        "value:T.b=1E+3",
                        "value:T.c=-0",
                        "value:T.d=123456789012345678901234567890");
    }

    @Test
    void deeperFieldsFollowAfterDotsAndListsHaveNoPart() {
        assertThat(tags("{\"T\":[{\"a\":{\"b\":[{\"c\":true},[1,[2]]],\"d\":\"x.y\"},\"e\":false},{\"e\":null}]}"))
                .containsExactly(
                        "type:T",
                        "value:T.a.b.c=true",
                        "value:T.a.b=1",
                        "value:T.a.b=2",
                        "value:T.a.d=x.y",
                        "value:T.e=false");
    }

    @Test
    void equalValuesAreOneTag() {
        assertThat(tags("{\"T\":[{\"a\":1},{\"a\":1},{\"a\":2}]}"))
                .containsExactly("type:T", "value:T.a=1", "value:T.a=2");
    }

    @Test
    void sealedValuesAreLeftOut() {
        assertThat(
                        tags(
                                "{\"T\":[{\"name\":{\"$sealed\":\"k1:c2VjcmV0\"},\"n\":1,\"more\":[{\"$sealed\":\"k1:eA\"}]}]}"))
                .containsExactly("type:T", "value:T.n=1");
    }

    @Test
    void valuesOfUpTo100CharactersCount() {
        String most = "é".repeat(100);

        assertThat(tags("{\"T\":[{\"a\":\"" + most + "\",\"b\":\"" + most + "x\",\"c\":" + "9".repeat(2000) + "}]}"))
                .containsExactly("type:T", "value:T.a=" + most);
    }

    @Test
    void escapesAreResolved() {
        assertThat(tags("{\"T\":[{\"a\":\"\\u00e9\\n\\\"\",\"b\":\"x\\u0000y\"}]}"))
                .containsExactly("type:T", "value:T.a=é\n\"", "value:T.b=x\ufffdy");
    }

    @Test
    void thereAreAtMost1000AndRulesAreAmongThem() {
        String facts =
                IntStream.range(0, 5_000).mapToObj(i -> "{\"n\":" + i + "}").collect(Collectors.joining(","));

        assertThat(OutcomeTags.of(Decisions.withOutcome("{\"T\":[" + facts + "]}")))
                .hasSize(1_000)
                .containsAll(RULES)
                .contains("type:T", "value:T.n=996")
                .doesNotContain("value:T.n=997");
    }

    @Test
    void whatIsNoJsonKeepsTheRulesAndWhatWasFound() {
        assertThat(OutcomeTags.of(Decisions.withOutcome("{\"T\":[{\"a\":1,,")))
                .containsAll(RULES)
                .contains("type:T");
        assertThat(OutcomeTags.of(Decisions.withOutcome(""))).containsExactlyElementsOf(RULES);
        assertThat(tags("}")).isEmpty();
        assertThat(tags("[1,{\"a\":2}]")).containsExactly("type:a", "value:a=2");
    }

    @Test
    void depthDoesNoHarm() {
        String deep = "{\"T\":" + "[".repeat(50_000) + "1" + "]".repeat(50_000) + "}";

        assertThat(tags(deep)).containsExactly("type:T", "value:T=1");
        assertThat(tags("{\"T\":[" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000) + "]}"))
                .containsExactly("type:T");
    }
}

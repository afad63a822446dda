package dev.understudy.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleLinesTest {
    private static final String TEXT = """
            package a;

            rule "One" // first
            when
                Flight(delay > 1) // not the end
            then
                insert(new End());
            end

            query two(int x)
                Flight(delay > x)
            end
            rule 'Three' when then end
            rule four
            when then
            """;

    @Test
    void rulesAndQueriesAreFoundWithTheirLines() {
        assertThat(RuleLines.of(TEXT).rules())
                .extracting(rule -> rule.name() + " " + rule.first() + "-" + rule.last())
                .containsExactly("One 3-8", "two 10-12", "Three 13-13", "four 14-15");
    }

    @Test
    void linesNameTheFirstRuleThatHasOneOfThem() {
        RuleLines lines = RuleLines.of(TEXT);
        assertThat(lines.within(1, 2)).isEmpty();
        assertThat(lines.within(5, 1)).get().extracting(RuleLines.Rule::name).isEqualTo("One");
        assertThat(lines.within(9, 2)).get().extracting(RuleLines.Rule::name).isEqualTo("two");
        assertThat(RuleLines.of("").rules()).isEmpty();
    }
}

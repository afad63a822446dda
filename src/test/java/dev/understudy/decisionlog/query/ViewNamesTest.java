package dev.understudy.decisionlog.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.BranchName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewNamesTest {
    private static List<String> schemas(String branch) {
        return ViewNames.schemas(new BranchName(branch));
    }

    @Test
    void aSchemaIsCalledLikeItsBranch() {
        assertThat(schemas("feature/x").getFirst()).isEqualTo("feature/x");
        assertThat(schemas("main").getFirst()).isEqualTo("production");
        assertThat(schemas("x".repeat(63)).getFirst()).isEqualTo("x".repeat(63));
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "public", "information_schema", "pg_catalog", "pg_x", "$user"})
    void aBranchNeverTakesTheNameOfSomethingElse(String branch) {
        assertThat(schemas(branch)).singleElement().asString().matches("(?!pg_).*~[0-9a-f]{8}");
    }

    @Test
    void longNamesAreShortenedWithAHashOfTheWhole() {
        String start = "x".repeat(100);
        assertThat(schemas(start + "a")).hasSize(1).isNotEqualTo(schemas(start + "b"));
        for (String branch : List.of("x".repeat(64), "ö".repeat(60), "😀".repeat(50), "a" + "😀".repeat(50))) {
            assertThat(schemas(branch))
                    .allSatisfy(schema ->
                            assertThat(schema.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(40, 63));
        }
    }

    @Test
    void quotesAreDoubled() {
        assertThat(ViewNames.quoted("a\"b;drop table x--")).isEqualTo("\"a\"\"b;drop table x--\"");
        assertThat(ViewNames.literal("it's")).isEqualTo("'it''s'");
    }

    @Test
    void aRulesetNeverTakesTheNameOfTheViewOfAll() {
        assertThat(ViewNames.view("decisions")).isNotEqualTo("decisions");
        assertThat(ViewNames.view("dose-check")).isEqualTo("dose-check");
    }
}

package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample rulesets, and two that use much of what DRL offers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRulesetsTest {
    private Rulesets rulesets;

    @BeforeAll
    void compiler(@TempDir Path store) {
        rulesets = Rulesets.in(store);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flight-compensation", "dose-check"})
    void theSamplesCompileAndTheirScenariosPass(String name) {
        BuildResult result =
                rulesets.build(WrittenRuleset.folder(Path.of("rules", name)).source());
        assertThat(result).isInstanceOf(BuildResult.Built.class);
        assertThat(result.diagnostics()).isEmpty();
        assertThat(((BuildResult.Built) result).ruleset().ruleCount()).isGreaterThan(8);
    }

    @Test
    void eligibilityDecidesAboutAllThreePersons() {
        CompiledRuleset ruleset = benign("eligibility.drl", "Person, Child", "Decision, Points");
        assertThat(Rulesets.outcome(ruleset, ""))
                .isEqualTo(
                        "{\"Decision\":[{\"name\":\"bob\",\"ok\":false,\"reason\":\"minor\"},"
                                + "{\"name\":\"ann\",\"ok\":true,\"reason\":\"points 24\"},"
                                + "{\"name\":\"cyd\",\"ok\":false,\"reason\":\"points 0\"}],"
                                + "\"Points\":[{\"name\":\"ann\",\"n\":10},{\"name\":\"cyd\",\"n\":0},{\"name\":\"ann\",\"n\":10}]}");
    }

    @Test
    void textCountsTheWordsOfAllDocuments() {
        CompiledRuleset ruleset = benign("text.drl", "Doc", "Stat");
        String outcome = Rulesets.outcome(ruleset, "");
        assertThat(outcome.split("\"words\":60", -1)).hasSize(31);
        assertThat(outcome).contains("{\"id\":0,\"top\":", "{\"id\":29,\"top\":");
        assertThat(Rulesets.outcome(ruleset, "")).isEqualTo(outcome);
    }

    private CompiledRuleset benign(String file, String in, String out) {
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream("/benign/" + file))) {
            String drl = new String(text.readAllBytes(), StandardCharsets.UTF_8);
            return rulesets.built(WrittenRuleset.facts(in, out).drl(drl).source());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

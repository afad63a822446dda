package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedRulesTest {
    @Test
    void anotherVersionIsAnotherTreeThatDiffersInOneFile() {
        GeneratedRules rules = new GeneratedRules(120, 0, 1);
        GeneratedRules other = rules.withVersion(2);
        assertThat(other.source().tree()).isNotEqualTo(rules.source().tree());
        assertThat(rules.files().entrySet().stream()
                        .filter(file -> !file.getValue().equals(other.files().get(file.getKey()))))
                .hasSize(1);
        assertThat(rules.source().tree())
                .isEqualTo(new GeneratedRules(120, 0, 1).source().tree());
    }

    @Test
    void theyCompileAndTellTheirVersion(@TempDir Path store) {
        GeneratedRules rules = new GeneratedRules(20, 3, 7);
        CompiledRuleset ruleset = Compilers.build(Compilers.in(store), rules.source());
        byte[] body = GeneratedRules.body();
        byte[] outcome =
                ruleset.decide(ruleset.read(body, 0, body.length), false).outcomeJson();
        assertThat(new String(outcome, StandardCharsets.UTF_8)).contains(rules.expected());
        assertThat(ruleset.ruleCount()).isEqualTo(20);
    }
}

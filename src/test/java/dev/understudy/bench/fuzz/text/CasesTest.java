package dev.understudy.bench.fuzz.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CasesTest {
    @SuppressWarnings("NullAway.Init")
    private static Corpus corpus;

    @BeforeAll
    static void readCorpus() throws IOException {
        corpus = Corpus.read(Path.of(""));
    }

    private static List<FuzzCase> cases(long seed) {
        Cases cases = new Cases(corpus, seed);
        return LongStream.range(0, 300).mapToObj(cases::make).toList();
    }

    @Test
    void theSameSeedMakesTheSameCases() {
        assertThat(cases(7)).isEqualTo(cases(7));
        assertThat(cases(7)).isNotEqualTo(cases(8));
    }

    @Test
    void mostCasesDiffer() {
        Set<Object> files = new HashSet<>();
        cases(1).forEach(each -> files.add(each.files()));
        assertThat(files).hasSizeGreaterThan(250);
    }

    @Test
    void theCorpusHasAttacksBenignRulesetsAndSamples() {
        assertThat(corpus.rulesets()).hasSizeGreaterThan(110);
        assertThat(corpus.rulesets().stream().map(Corpus.Ruleset::name))
                .contains("loop_function", "language", "dose-check");
    }

    @Test
    void piecesJoinedAreTheText() {
        for (Corpus.Ruleset ruleset : corpus.rulesets()) {
            ruleset.files()
                    .values()
                    .forEach(
                            text -> assertThat(Syntax.join(Syntax.pieces(text))).isEqualTo(text));
        }
    }

    @Test
    void everyMutationChangesSomething() {
        Set<String> seen = new HashSet<>();
        Cases cases = new Cases(corpus, 3);
        LongStream.range(0, 3_000)
                .forEach(number -> seen.addAll(cases.make(number).changes()));
        assertThat(seen).hasSize(28);
    }
}

package dev.understudy.replay.compare;

import static dev.understudy.replay.compare.Recordings.id;
import static dev.understudy.replay.compare.Recordings.order;
import static dev.understudy.replay.compare.Recordings.rules;
import static dev.understudy.replay.compare.Recordings.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.decisionlog.seal.SealingProbe;
import dev.understudy.replay.compare.LiveComparer.Seen;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.testsupport.Rulesets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveComparerTest {
    @TempDir
    Path store;

    private final Sealing sealing =
            SealingProbe.with("k1:" + Base64.getEncoder().encodeToString(new byte[32]));
    private Rulesets rulesets;
    private CompiledRuleset main;

    @BeforeEach
    void compile() {
        rulesets = Rulesets.in(store);
        main = rulesets.built(rules(100, "9.90", "Fee.name").source());
    }

    private LiveDecision live(int number, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return new LiveDecision(id(number), body, main.decide(main.read(body, 0, body.length), false));
    }

    @Test
    void theSameOutcomeIsTheSame() {
        Tally tally = new Tally();
        assertThat(new LiveComparer(main, sealing).compare(live(1, order(950, "Ann")), tally))
                .isEqualTo(Seen.SAME);
        assertThat(tally.report().unchanged()).isEqualTo(1);
        assertThat(tally.report().rules()).isEmpty();
    }

    @Test
    void anotherOneIsToldByKindAndByRuleWithoutAnythingSensitive() {
        LiveComparer other =
                new LiveComparer(rulesets.built(rules(10, "9.90", "Fee.name").source()), sealing);
        Tally tally = new Tally();
        assertThat(other.compare(live(1, order(50, "Ann")), tally)).isEqualTo(Seen.CHANGED);
        ReplayReport report = tally.report();
        assertThat(report.kinds())
                .extracting(ReplayReport.KindOfChange::from, ReplayReport.KindOfChange::to)
                .containsExactly(tuple("Fee.amount=2.50", "Fee.amount=9.90"));
        assertThat(report.kinds().getFirst().examples())
                .containsExactly(new ReplayReport.Example(
                        id(1),
                        new java.math.BigDecimal("7.40"),
                        null,
                        null,
                        java.util.List.of("Small"),
                        java.util.List.of("Large")));
        assertThat(report.rules())
                .extracting(ReplayReport.RuleChange::rule, ReplayReport.RuleChange::onlyThen)
                .containsExactlyInAnyOrder(tuple("Small", 1L), tuple("Large", 0L));
        assertThat(report.toString()).doesNotContain("Ann");
    }

    @Test
    void factsThatDontFitAreAFailure() {
        LiveComparer other =
                new LiveComparer(rulesets.built(typed("boolean", 100, "9.90").source()), sealing);
        Tally tally = new Tally();
        assertThat(other.compare(live(1, order(50, "Ann")), tally)).isEqualTo(Seen.FAILED);
        assertThat(tally.report().reasons())
                .extracting(ReplayReport.Undecidable::cause)
                .containsExactly("FACTS_DONT_FIT");
    }
}

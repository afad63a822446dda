package dev.understudy.replay.compare;

import static dev.understudy.replay.compare.Recordings.id;
import static dev.understudy.replay.compare.Recordings.order;
import static dev.understudy.replay.compare.Recordings.recorded;
import static dev.understudy.replay.compare.Recordings.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.decisionlog.query.RecordedDecision;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.decisionlog.seal.SealingProbe;
import dev.understudy.replay.compare.ReplayReport.KindOfChange;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparerTest {
    private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path store;

    private Rulesets rulesets;
    private CompiledRuleset main;
    private Sealing sealing;

    @BeforeEach
    void compile() {
        rulesets = Rulesets.in(store);
        main = rulesets.built(rules(100, "9.90").source());
        sealing = SealingProbe.with("k1:" + KEY);
    }

    private CompiledRuleset built(WrittenRuleset written) {
        return rulesets.built(written.source());
    }

    private List<RecordedDecision> orders(CompiledRuleset by, int... amounts) {
        List<RecordedDecision> recorded = new ArrayList<>();
        for (int amount : amounts) {
            recorded.add(recorded(recorded.size() + 1, order(amount, "Ann"), by, sealing));
        }
        return recorded;
    }

    private ReplayReport replay(CompiledRuleset onto, List<RecordedDecision> decisions) {
        return new Comparer(onto, sealing).compare(decisions).report();
    }

    @Test
    void theSameRulesChangeNothingAndSumsAreEqual() {
        ReplayReport report = replay(main, orders(main, 1, 50, 100, 950));

        assertThat(report.unchanged()).isEqualTo(4);
        assertThat(report.counted()).isEqualTo(4);
        assertThat(report.kinds()).isEmpty();
        assertThat(report.rules()).isEmpty();
        assertThat(report.sums())
                .containsExactly(new ReplayReport.FieldSum(
                        "Fee.amount", new BigDecimal("24.80"), new BigDecimal("24.80"), 4, 4));
    }

    @Test
    void aChangeIsGroupedByWhatDiffersWithExactSumsAndRules() {
        ReplayReport report = replay(built(rules(60, "9.95")), orders(main, 1, 50, 70, 80, 100));

        assertThat(report.unchanged()).isEqualTo(2);
        assertThat(report.changed()).isEqualTo(3);
        assertThat(report.kinds())
                .extracting(KindOfChange::from, KindOfChange::to, KindOfChange::count)
                .containsExactly(
                        tuple("Fee.amount=2.50", "Fee.amount=9.95", 2L),
                        tuple("Fee.amount=9.90", "Fee.amount=9.95", 1L));
        assertThat(report.rules())
                .containsExactly(
                        new ReplayReport.RuleChange("Large", 3, 0, 2), new ReplayReport.RuleChange("Small", 2, 2, 0));
        ReplayReport.FieldSum sum = report.sums().getFirst();
        assertThat(sum.then()).isEqualTo("19.90");
        assertThat(sum.now()).isEqualTo("34.85");
        assertThat(sum.difference()).isEqualTo("14.95");
        ReplayReport.Example example = report.kinds().getFirst().examples().getFirst();
        assertThat(example.decision()).isEqualTo(id(3));
        assertThat(example.difference()).isEqualTo("7.45");
        assertThat(example.then()).contains("\"amount\":2.50");
        assertThat(example.now()).contains("\"amount\":9.95");
        assertThat(example.onlyThen()).containsExactly("Small");
        assertThat(example.onlyNow()).containsExactly("Large");
    }

    @Test
    void aTypeThatComesOrGoesIsNamed() {
        WrittenRuleset silent = rules(100, "9.90");
        silent = silent.drl(silent.text("rules.drl").replace("amount > 900", "amount > 90000"));
        List<RecordedDecision> noted = orders(main, 950);

        assertThat(replay(built(silent), noted).kinds())
                .extracting(KindOfChange::from, KindOfChange::to)
                .containsExactly(tuple("Note.text=large", "no Note"));
        assertThat(replay(main, orders(built(silent), 950)).kinds())
                .extracting(KindOfChange::from, KindOfChange::to)
                .containsExactly(tuple("no Note", "Note.text=large"));
    }

    @Test
    void onlyTenExamplesAreKeptThoseOfLeastIdAmongEquals() {
        int[] amounts = new int[30];
        Arrays.fill(amounts, 200);
        List<RecordedDecision> newestFirst = orders(main, amounts).reversed();

        KindOfChange kind =
                replay(built(rules(100, "10.00")), newestFirst).kinds().getFirst();

        assertThat(kind.count()).isEqualTo(30);
        assertThat(kind.examples())
                .extracting(ReplayReport.Example::decision)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(Recordings::id).toList());
    }

    @Test
    void wherePartsAreCutMakesNoDifferenceNorDoesAStopInBetween() {
        int[] amounts = IntStream.range(0, 300).map(i -> i * 7 % 1000).toArray();
        List<RecordedDecision> all = orders(main, amounts);
        CompiledRuleset onto = built(rules(350, "3.999"));
        ReplayReport whole = replay(onto, all);
        for (int size : new int[] {1, 7, 100}) {
            Tally total = new Tally();
            Comparer comparer = new Comparer(onto, sealing);
            for (int start = 0; start < all.size(); start += size) {
                total.add(comparer.compare(all.subList(start, Math.min(all.size(), start + size))));
                total = Tally.of(total.report());
            }
            assertThat(total.report()).as("in parts of %d", size).isEqualTo(whole);
        }
        assertThat(whole.changed()).isPositive();
    }

    @Test
    void factsThatDontFitAreCountedWithTheirPlace() {
        ReplayReport report = replay(built(Recordings.typed("int", 100, "9.90")), orders(main, 1, 2));

        assertThat(report.undecidable()).isEqualTo(2);
        assertThat(report.sums()).isEmpty();
        assertThat(report.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.cause()).isEqualTo("FACTS_DONT_FIT");
            assertThat(reason.subject()).isEqualTo("/facts/Order/code");
            assertThat(reason.detail()).contains("Text was sent where a whole number belongs");
            assertThat(reason.count()).isEqualTo(2);
            assertThat(reason.example()).isEqualTo(id(1));
        });
    }

    @Test
    void aBrokenBudgetIsCountedWithItsLimit() {
        WrittenRuleset loop = rules(100, "9.90");
        loop = loop.drl(loop.text("rules.drl")
                + "rule \"Loop\"\nwhen\n    $order : Order(amount > 500)\nthen\n"
                + "    modify($order) { setAmount($order.getAmount() + 1) }\nend\n");

        ReplayReport report = replay(built(loop), orders(main, 1, 600));

        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.cause()).isEqualTo("BUDGET_EXCEEDED");
            assertThat(reason.subject()).isEqualTo("firings");
            assertThat(reason.example()).isEqualTo(id(2));
        });
    }

    @Test
    void sealedValuesAreOpenedToDecideAndShownNowhere() {
        CompiledRuleset marked = built(rules(100, "9.90", "Order.name", "Fee.name"));
        List<RecordedDecision> recorded = orders(marked, 1, 200);
        assertThat(new String(recorded.getFirst().body(), StandardCharsets.UTF_8))
                .doesNotContain("Ann");

        assertThat(replay(marked, recorded).unchanged()).isEqualTo(2);
        // A branch that calls the field sensitive no more gets nothing out of it.
        ReplayReport report = replay(built(rules(100, "11", "Order.name")), recorded);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.toString()).doesNotContain("Ann").contains("$sealed");
        assertThat(report.sensitiveFields()).containsExactly("Fee.name");
        assertThat(report.kinds().getFirst().from()).isEqualTo("Fee.amount=9.90");
    }

    @Test
    void aKeyThatIsMissingOrWrongIsCounted() {
        CompiledRuleset marked = built(rules(100, "9.90", "Order.name", "Fee.name"));
        List<RecordedDecision> recorded = orders(marked, 1, 200);
        byte[] other = new byte[32];
        other[0] = 1;
        String otherKey = Base64.getEncoder().encodeToString(other);

        sealing = SealingProbe.with("k2:" + otherKey);
        assertThat(replay(marked, recorded).reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.cause()).isEqualTo("KEY_MISSING");
            assertThat(reason.subject()).isEqualTo("k1");
            assertThat(reason.count()).isEqualTo(2);
        });
        sealing = SealingProbe.with("k1:" + otherKey);
        assertThat(replay(marked, recorded).reasons())
                .extracting(ReplayReport.Undecidable::cause)
                .containsExactly("KEY_WRONG");
    }
}

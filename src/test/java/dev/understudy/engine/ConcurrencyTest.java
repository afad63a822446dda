package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads, one ruleset or many, and never another's facts. */
class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int DECISIONS = 2_000;

    private static final WrittenRuleset RULES =
            WrittenRuleset.facts("Order", "Verdict, Total").drl("""
            package acme
            declare Order id : int amount : int end
            declare Item of : int n : int end
            declare Verdict text : String end
            declare Total sum : int end
            rule "Items" when Order($id : id, $a : amount) then
                for (int i = 0; i < 5; i++) insert(new Item($id, $a + i));
            end
            rule "Sum" salience -1 when accumulate(Item($n : n); $s : sum($n)) then
                insert(new Total(((Number) $s).intValue())); end
            rule "Verdict" when $o : Order($id : id, $a : amount, amount % 2 == 0) exists Item(of == $id, n == $a) then
                insert(new Verdict("even " + $id)); end
            rule "Fails" when Order(amount == 999) then int zero = 0; insert(new Verdict("" + 1 / zero)); end
            rule "Raise" no-loop when $o : Order(amount < 0) then modify($o) { setAmount(0) } end
            """);

    @TempDir
    Path store;

    private static void decide(CompiledRuleset ruleset, int thread) {
        for (int i = 0; i < DECISIONS; i++) {
            int id = thread * DECISIONS + i;
            int amount = 10 + id % 500;
            String outcome = Rulesets.outcome(ruleset, "\"Order\": {\"id\": %d, \"amount\": %d}".formatted(id, amount));
            String verdict = amount % 2 == 0 ? "{\"text\":\"even " + id + "\"}" : "";
            assertThat(outcome)
                    .isEqualTo("{\"Verdict\":[" + verdict + "],\"Total\":[{\"sum\":" + (5 * amount + 10) + "}]}");
            if (i % 100 == 0) {
                assertThat(fails(ruleset)).isTrue();
            }
        }
    }

    private static boolean fails(CompiledRuleset ruleset) {
        try {
            Rulesets.decide(ruleset, "\"Order\": {\"id\": 1, \"amount\": 999}");
            return false;
        } catch (ProblemException expected) {
            return true;
        }
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        }
    }

    @Test
    void eightThreadsOnOneRulesetEachGetTheirOwnOutcome() throws Exception {
        CompiledRuleset ruleset = Rulesets.in(store).built(RULES.source());
        List<Callable<Integer>> tasks = IntStream.range(0, THREADS)
                .<Callable<Integer>>mapToObj(thread -> () -> {
                    decide(ruleset, thread);
                    return thread;
                })
                .toList();
        assertThat(together(tasks)).hasSize(THREADS);
    }

    @Test
    void buildsOfManyBranchesAtOnceDoNotMix() throws Exception {
        Rulesets rulesets = Rulesets.in(store);
        List<Callable<String>> tasks = IntStream.range(0, 6)
                .<Callable<String>>mapToObj(branch -> () -> Rulesets.outcome(
                        rulesets.built(branch(branch).source()), "\"Order\": {\"id\": 7, \"amount\": 4}"))
                .toList();
        List<String> outcomes = together(tasks);
        for (int branch = 0; branch < 6; branch++) {
            assertThat(outcomes.get(branch)).contains("even-" + branch / 2 + " 7");
        }
    }

    private static WrittenRuleset branch(int branch) {
        String text = RULES.text("rules.drl").replace("\"even \"", "\"even-" + branch / 2 + " \"");
        return RULES.drl(text);
    }

    @Test
    void aFaultyBuildBesideAGoodOneHarmsNothing() throws Exception {
        Rulesets rulesets = Rulesets.in(store);
        WrittenRuleset faulty = RULES.drl(RULES.text("rules.drl").replace("amount == 999", "ghost == 999"));
        List<Callable<BuildResult>> tasks = IntStream.range(0, 6)
                .<Callable<BuildResult>>mapToObj(
                        i -> () -> rulesets.build(i % 2 == 0 ? RULES.source() : faulty.source()))
                .toList();
        assertThat(together(tasks))
                .satisfiesExactly(
                        each -> assertThat(each).isInstanceOf(BuildResult.Built.class),
                        each -> assertThat(each).isInstanceOf(BuildResult.Rejected.class),
                        each -> assertThat(each).isInstanceOf(BuildResult.Built.class),
                        each -> assertThat(each).isInstanceOf(BuildResult.Rejected.class),
                        each -> assertThat(each).isInstanceOf(BuildResult.Built.class),
                        each -> assertThat(each).isInstanceOf(BuildResult.Rejected.class));
    }
}

package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.BudgetUse;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a decision tells that it used. */
class StepsTest {
    private static final String FLIGHT =
            "\"Flight\": {\"date\": \"2001/01/01 13:38\", \"delay\": 300, \"distance\": 2000}";
    private static final String EARLY =
            "\"Flight\": {\"date\": \"2001/01/01 13:38\", \"delay\": -3, \"distance\": 2000}";

    private static CompiledRuleset flights(Path store) {
        return Rulesets.in(store)
                .built(WrittenRuleset.folder(Path.of("rules", "flight-compensation"))
                        .source());
    }

    private static String use(BudgetUse use) {
        return use.steps() + " steps, " + use.firings() + " firings";
    }

    @Test
    void theSameFactsUseTheSameHoweverOftenAndWhereEver(@TempDir Path store, @TempDir Path other) {
        CompiledRuleset ruleset = flights(store);
        Set<String> uses = ConcurrentHashMap.newKeySet();
        uses.add(use(Rulesets.decide(ruleset, FLIGHT).use()));
        IntStream.range(0, 2_000).parallel().forEach(i -> {
            uses.add(use(Rulesets.decide(ruleset, FLIGHT).use()));
            Rulesets.decide(ruleset, EARLY);
        });
        uses.add(use(Rulesets.decide(flights(store), FLIGHT).use()));
        uses.add(use(Rulesets.decide(flights(other), FLIGHT).use()));
        assertThat(uses).hasSize(1);
    }

    @Test
    void explainingCostsTheRulesNothing(@TempDir Path store) {
        CompiledRuleset ruleset = flights(store);
        Set<String> uses = new HashSet<>();
        uses.add(use(Rulesets.decide(ruleset, FLIGHT).use()));
        uses.add(use(Rulesets.explain(ruleset, FLIGHT).use()));
        assertThat(uses).hasSize(1);
    }

    @Test
    void moreFactsUseMore(@TempDir Path store) {
        CompiledRuleset ruleset = flights(store);
        long one = Rulesets.decide(ruleset, FLIGHT).use().steps();
        String fact = FLIGHT.substring(FLIGHT.indexOf('{'));
        long three = Rulesets.decide(ruleset, "\"Flight\": [" + fact + "," + fact + "," + fact + "]")
                .use()
                .steps();
        assertThat(one).isPositive();
        assertThat(three).isGreaterThan(2 * one);
    }

    @Test
    void whatTakesLongIsGivenUpWhenItIsOnlyTried(@TempDir Path store) {
        CompiledRuleset ruleset = Rulesets.in(store)
                .built(WrittenRuleset.facts("Order", "Total").drl("""
                                package acme
                                declare Order rounds : int end
                                declare Total sum : long end
                                rule "Adds up"
                                when
                                    Order($n : rounds)
                                then
                                    long sum = 0;
                                    for (int i = 0; i < $n; i++) {
                                        sum += i;
                                    }
                                    insert(new Total(sum));
                                end
                                """).source());
        assertThat(tried(ruleset, 100)).isNotNull();
        assertThat(tried(ruleset, 100_000)).isNull();
        assertThat(tried(ruleset, 100)).as("after one that was given up").isNotNull();
        assertThat(Rulesets.decide(ruleset, "\"Order\": {\"rounds\": 100000}")
                        .use()
                        .steps())
                .isGreaterThan(100_000);
    }

    private static @Nullable Decision tried(CompiledRuleset ruleset, int rounds) {
        byte[] body = ("{\"facts\": {\"Order\": {\"rounds\": " + rounds + "}}}").getBytes(StandardCharsets.UTF_8);
        return ruleset.decideIfQuick(ruleset.read(body, 0, body.length));
    }
}

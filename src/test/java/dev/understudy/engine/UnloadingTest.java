package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.testsupport.Garbage;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rulesets that nobody uses any more leave no classes behind, though their compiler lives on. */
class UnloadingTest {
    private static final int RULESETS = 50;

    /** Soft references of the JDK's own caches may hold the last few until memory is short. */
    private static final int STRAGGLERS = 5;

    @TempDir
    Path store;

    @Test
    void theClassesOfDroppedRulesetsAreCollected() {
        Rulesets rulesets = Rulesets.in(store);
        List<WeakReference<CompiledRuleset>> dropped = new ArrayList<>();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < RULESETS; i++) {
            buildAndDecide(rulesets, i, dropped, loaders);
        }
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    System.gc();
                    assertThat(alive(dropped)).isLessThanOrEqualTo(STRAGGLERS);
                    assertThat(alive(loaders)).isLessThanOrEqualTo(STRAGGLERS);
                });
    }

    @Test
    void aLiveRulesetKeepsTheClassesThatTheNextOneShares() {
        Rulesets rulesets = Rulesets.in(store);
        CompiledRuleset first = rulesets.built(twoRules("large"));
        ClassLoader types = Rulesets.classLoader(first, "\"Order\": {\"amount\": 6}");
        Garbage.collect();
        CompiledRuleset second = rulesets.built(twoRules("very large"));
        assertThat(Rulesets.classLoader(second, "\"Order\": {\"amount\": 6}")).isSameAs(types);
        assertThat(Rulesets.outcome(first, "\"Order\": {\"amount\": 6}")).contains("large");
    }

    private static RulesetSource twoRules(String verdict) {
        return WrittenRuleset.facts("Order", "Verdict")
                .drl("""
                package acme
                declare Order amount : int end
                declare Verdict text : String end
                rule "Large" when Order(amount > 5) then insert(new Verdict("%s")); end
                """.formatted(verdict))
                .source();
    }

    private static long alive(List<? extends WeakReference<?>> references) {
        return references.stream().filter(each -> each.get() != null).count();
    }

    private static void buildAndDecide(
            Rulesets rulesets,
            int number,
            List<WeakReference<CompiledRuleset>> dropped,
            List<WeakReference<ClassLoader>> loaders) {
        CompiledRuleset ruleset = rulesets.built(WrittenRuleset.facts("Order", "Verdict")
                .drl("""
                package acme
                declare Order amount%1$d : int end
                declare Verdict text : String end
                rule "Large" when Order(amount%1$d > 5) then insert(new Verdict("large %1$d")); end
                """.formatted(number))
                .source());
        String facts = "\"Order\": {\"amount" + number + "\": 6}";
        assertThat(Rulesets.outcome(ruleset, facts)).isEqualTo("{\"Verdict\":[{\"text\":\"large " + number + "\"}]}");
        dropped.add(new WeakReference<>(ruleset));
        loaders.add(new WeakReference<>(Rulesets.classLoader(ruleset, facts)));
    }
}

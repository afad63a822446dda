package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rulesets of several packages. */
class PackagesTest {
    @TempDir
    Path store;

    /**
     * Added package by package, "Subject" is never activated, without any error (incubator-kie #7115, open in Drools
     * 10.2.0): so all rules of all packages go into the network in one call.
     */
    @Test
    void aRuleFiresThoughAnotherPackageWrapsTheSameConditionInAnExists() {
        CompiledRuleset ruleset = Rulesets.in(store)
                .built(WrittenRuleset.facts("Seed", "Result")
                        .file("types.drl", """
                                package repro.types
                                declare Seed id : int end
                                declare SharedFact id : int end
                                declare NegatedFact id : int end
                                declare OtherFact id : int end
                                declare Result id : int end
                                """)
                        .file("a.drl", """
                                package repro.a
                                import repro.types.*
                                rule "Produce" when Seed($id : id) then insert(new SharedFact($id)); end
                                """)
                        .file("b.drl", """
                                package repro.b
                                import repro.types.*
                                rule "Subject" when exists(SharedFact() and not NegatedFact()) then
                                    insert(new Result(1)); end
                                """)
                        .file("c.drl", """
                                package repro.c
                                import repro.types.*
                                rule "Sibling" when exists(SharedFact() and OtherFact()) then end
                                """)
                        .source());
        Decision decision = Rulesets.decide(ruleset, "\"Seed\": {\"id\": 1}");
        assertThat(decision.firedRules()).extracting(Decision.FiredRule::rule).containsExactly("Produce", "Subject");
        assertThat(Rulesets.text(decision)).isEqualTo("{\"Result\":[{\"id\":1}]}");
    }

    /** The accumulate of the smaller package stopped firing once its segment was split (incubator-kie #7109). */
    @Test
    void anAccumulateFiresThoughALaterRuleSharesItsFirstPattern() {
        CompiledRuleset ruleset = Rulesets.in(store)
                .built(WrittenRuleset.facts("Order", "Verdict")
                        .file("a-types.drl", """
                                package acme
                                declare Order id : int amount : int end
                                declare Item of : int end
                                declare Verdict text : String end
                                rule "Items" salience -5 when Order($id : id, amount > 5) then insert(new Item($id)); end
                                rule "Large" when Order(amount > 100) then insert(new Verdict("large")); end
                                rule "Small" when Order(amount < 1) then insert(new Verdict("small")); end
                                """)
                        .file("b.drl", """
                                package acme.b
                                import acme.*
                                rule "Sum" when $o : Order($id : id) accumulate(Item(of == $id); $n : count(1); $n > 0)
                                then insert(new Verdict("items " + $n)); end
                                rule "Also" when $o : Order($id : id) Verdict(text == "large") then end
                                """)
                        .source());
        assertThat(Rulesets.outcome(ruleset, "\"Order\": {\"id\": 1, \"amount\": 10}"))
                .isEqualTo("{\"Verdict\":[{\"text\":\"items 1\"}]}");
    }

    @Test
    void rulesOfOneOrderRunThroughAllPackages() {
        CompiledRuleset ruleset = Rulesets.in(store)
                .built(WrittenRuleset.facts("Order", "Verdict")
                        .file("types.drl", """
                                package acme
                                declare Order amount : int end
                                declare Verdict text : String end
                                """)
                        .file("x.drl", """
                                package zebra
                                import acme.*
                                rule "Z" salience 5 when Order() then insert(new Verdict("z")); end
                                rule "Z2" when Verdict(text == "b") then insert(new Verdict("z2")); end
                                """)
                        .file("y.drl", """
                                package beta
                                import acme.*
                                rule "B" when Verdict(text == "z") then insert(new Verdict("b")); end
                                """)
                        .source());
        assertThat(Rulesets.outcome(ruleset, "\"Order\": {\"amount\": 1}"))
                .isEqualTo("{\"Verdict\":[{\"text\":\"z\"},{\"text\":\"b\"},{\"text\":\"z2\"}]}");
    }
}

package dev.understudy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Types of all kinds, from the body to the rules and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TypesTest {
    private static final String TYPES = """
            package acme
            import java.math.BigDecimal
            import java.time.Instant
            import java.time.LocalDate
            import java.util.List
            import java.util.Map
            declare enum Grade
                GOLD(3), PLAIN(1);
                rank : int
            end
            declare Address
                city : String
                lines : List
            end
            declare Party
                name : String @key
                address : Address
            end
            declare Person extends Party
                born : LocalDate
                grade : Grade
            end
            declare Company extends Party
                founded : Instant
                shares : Map
            end
            declare Money
                amount : BigDecimal
                currency : String = "EUR"
            end
            declare Seen
                text : String
            end
            """;

    private static final String RULES = """
            package acme
            import java.math.BigDecimal
            rule "Any party" when Party($n : name) then insert(new Seen("party " + $n)); end
            rule "Person" when Person($n : name, grade == Grade.GOLD, grade.rank > 2, born < "01-Jan-2000")
            then insert(new Seen("gold " + $n)); end
            rule "City" when Party(address != null, address.city == "Bern", address.lines[0] == "Hof 1")
            then insert(new Seen("Bern")); end
            rule "Company" when Company($n : name, shares["anna"] == 60L) then insert(new Seen("anna owns " + $n)); end
            rule "Money" when $m : Money(amount >= 10.10, currency == "EUR")
            then modify($m) { setAmount($m.getAmount().add(new BigDecimal("0.90"))) } end
            """.replace("amount >= 10.10", "amount == 10.10B");

    private CompiledRuleset ruleset;

    @BeforeAll
    void build(@TempDir Path store) {
        ruleset = Rulesets.in(store)
                .built(WrittenRuleset.facts("Person, Company, Money", "Seen, Money")
                        .file("types.drl", TYPES)
                        .file("z-rules.drl", RULES)
                        .source());
    }

    @Test
    void subtypesMatchPatternsOfTheirParent() {
        assertThat(Rulesets.outcome(ruleset, """
                "Person": {"name": "anna", "born": "1999-12-31", "grade": "GOLD"},
                "Company": {"name": "Acme", "founded": "2001-01-01T00:00:00Z", "shares": {"anna": 60}}"""))
                .contains("\"party anna\"", "\"party Acme\"", "\"gold anna\"", "\"anna owns Acme\"");
    }

    @Test
    void datesAndEnumsAreCompared() {
        assertThat(Rulesets.outcome(
                        ruleset, "\"Person\": {\"name\": \"bert\", \"born\": \"2000-01-01\", \"grade\": \"GOLD\"}"))
                .doesNotContain("gold");
        assertThat(Rulesets.outcome(
                        ruleset, "\"Person\": {\"name\": \"cleo\", \"born\": \"1990-01-01\", \"grade\": \"PLAIN\"}"))
                .doesNotContain("gold");
    }

    @Test
    void nestedTypesAndListsAreReached() {
        String body = "\"Person\": {\"name\": \"a\", \"address\": {\"city\": \"Bern\", \"lines\": [\"Hof %s\"]}}";
        assertThat(Rulesets.outcome(ruleset, body.formatted(1))).contains("\"Bern\"");
        assertThat(Rulesets.outcome(ruleset, body.formatted(2))).doesNotContain("\"Bern\"");
    }

    @Test
    void moneyKeepsItsDigitsAndItsDefault() {
        assertThat(Rulesets.outcome(ruleset, "\"Money\": [{\"amount\": 10.10}, {\"amount\": 12345678901234567890.10}]"))
                .isEqualTo("{\"Seen\":[],\"Money\":[{\"amount\":11.00,\"currency\":\"EUR\"},"
                        + "{\"amount\":12345678901234567890.10,\"currency\":\"EUR\"}]}");
    }
}

package dev.understudy.engine.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.drl.DeclaredTypes;
import dev.understudy.engine.drl.DrlFile;
import dev.understudy.engine.drl.DrlReader;
import dev.understudy.engine.drl.ParsedDrl;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutationFinderTest {
    private static List<Mutation> find(String conditions, String consequence) {
        String drl = "package acme\n\ndeclare enum Area\n    ICU, WARD, HOME;\nend\n\nrule \"R\"\nwhen\n    "
                + conditions + "\nthen\n    " + consequence + "\nend\n";
        List<Diagnostic> faults = new ArrayList<>();
        ParsedDrl parsed =
                DrlReader.read(DrlFile.written("acme/r.drl", drl), faults).orElseThrow();
        List<RulePackage> packages = RulePackage.merge(List.of(parsed));
        DeclaredTypes types = DeclaredTypes.of(packages, faults);
        return new MutationFinder(types).find(packages.getFirst().rules().getFirst());
    }

    private static List<String> texts(String conditions, String consequence) {
        return find(conditions, consequence).stream()
                .map(each -> each.original() + " > " + each.mutated())
                .toList();
    }

    @Test
    void comparisonsAndThresholdsAreMoved() {
        assertThat(texts("Flight(delay >= 180, rate < 2.50, area == Area.HOME, !late)", ""))
                .containsExactly(
                        ">= > >",
                        "< > <=",
                        "== > !=",
                        "180 > 179",
                        "180 > 181",
                        "2.50 > 2.49",
                        "2.50 > 2.51",
                        "HOME > ICU");
    }

    @Test
    void constantsOfTheConsequenceAre() {
        assertThat(texts("Flight()", "insert(new Sum(250, 1.5, 10L, true, \"EUR\"));"))
                .containsExactly(
                        "250 > 249",
                        "250 > 251",
                        "1.5 > 1.4",
                        "1.5 > 1.6",
                        "10L > 11L",
                        "10L > 9L",
                        "true > false",
                        "\"EUR\" > \"EUR_\"");
    }

    @Test
    void aTextThatIsANumberIsMovedLikeOne() {
        assertThat(texts("Flight()", "insert(new BigDecimal(\"0.5\"));"))
                .containsExactly("\"0.5\" > \"0.4\"", "\"0.5\" > \"0.6\"");
    }

    @Test
    void operatorsInWordsAreTurnedRound() {
        assertThat(texts("Flight(origin in (\"A\"), tags not contains \"B\")", ""))
                .containsExactly("in > not in", "not contains > contains", "\"A\" > \"A_\"", "\"B\" > \"B_\"");
    }

    @Test
    void whatOnlyLooksLikeAComparisonIsNone() {
        assertThat(texts("Flight()", "List<Item> all = new ArrayList<Item>(); Map<String, List<Item>> map = null;"))
                .isEmpty();
        assertThat(texts("Flight(MAX < LIMIT)", "")).containsExactly("< > <=");
        assertThat(texts("not Flight() /* delay > 5 */ // 7", "")).isEmpty();
        assertThat(texts("Flight(this.true1)", "int hex = 0x1F; int octal = 017;"))
                .isEmpty();
    }

    @Test
    void placesAreThoseOfTheAuthor() {
        Mutation mutation = find("Flight(delay >= 180)", "").getFirst();
        assertThat(mutation.place()).hasToString("acme/r.drl:9:18");
        assertThat(mutation.line()).isEqualTo("Flight(delay >= 180)");
    }
}

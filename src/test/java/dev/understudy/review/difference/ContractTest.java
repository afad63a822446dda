package dev.understudy.review.difference;

import static dev.understudy.review.difference.CallerEffect.BREAKS;
import static dev.understudy.review.difference.CallerEffect.MAYBE;
import static dev.understudy.review.difference.CallerEffect.NONE;
import static dev.understudy.review.difference.Compared.between;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.testsupport.WrittenRuleset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractTest {
    private static final String TYPES = """
            package acme.rules

            declare enum Area
                ICU, WARD;
            end

            declare Item
                price : int
                note : String
            end

            declare Order
                items : java.util.List<Item>
                area : Area
                total : Integer
                day : java.time.LocalDate @format("yyyy/MM/dd")
            end

            declare Inner
                anything : int
            end

            declare Verdict
                area : Area
                amount : int
                reason : String
            end
            """;

    private static WrittenRuleset types(String text) {
        return WrittenRuleset.facts("Order", "Verdict").file("types.drl", text);
    }

    private static RulesetDifference replaced(String from, String to) {
        assertThat(TYPES).contains(from);
        return between(types(TYPES), types(TYPES.replace(from, to)));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "total : Integer | total : Long | NONE",
                "total : Integer | total : int | BREAKS",
                "total : Integer | total : String | BREAKS",
                "total : Integer | total : Integer @required | BREAKS",
                "total : Integer | total : Integer = 5 | MAYBE",
                "total : Integer | extra : Integer | BREAKS",
                "total : Integer | total : Integer extra : String | NONE",
                "total : Integer | total : Integer extra : int | BREAKS",
                "total : Integer | total : Integer extra : int = 1 | NONE",
                "yyyy/MM/dd | yyyy-MM-dd | BREAKS",
                "price : int | price : long | NONE",
                "price : int | price : short | BREAKS",
                "note : String | note : String @required | BREAKS",
                "anything : int | other : String | NONE",
                "amount : int | amount : short | NONE",
                "amount : int | amount : long | BREAKS",
                "amount : int | amount : Integer | BREAKS",
                "reason : String | because : String | BREAKS",
                "reason : String | reason : String more : int | NONE",
                "reason : String | reason : String @required | NONE"
            })
    void whatCallersNoticeOfAField(String from, String to, CallerEffect effect) {
        assertThat(replaced(from.strip(), to.strip()).contract().effect()).isEqualTo(effect);
    }

    @Test
    void aNoteNamesTheFieldTheSideAndThePlace() {
        assertThat(replaced("total : Integer", "total : int").contract().notes().getFirst())
                .satisfies(note -> {
                    assertThat(note.subject()).isEqualTo("Order.total");
                    assertThat(note.direction()).isEqualTo(Contract.Direction.IN);
                    assertThat(note.message()).isEqualTo("The field is required now; facts without it are refused.");
                    assertThat(note.place()).hasToString("acme/types.drl:15:5");
                });
    }

    @Test
    void aLostConstantBreaksWhoSendsItAndNobodyWhoReads() {
        RulesetDifference difference = replaced("ICU, WARD;", "ICU;");
        assertThat(difference.contract().notes())
                .extracting(Contract.Note::effect, Contract.Note::direction, Contract.Note::subject)
                .containsExactlyInAnyOrder(
                        tuple(BREAKS, Contract.Direction.IN, "Area.WARD"),
                        tuple(NONE, Contract.Direction.OUT, "Area.WARD"));
        assertThat(difference.declarations().types())
                .singleElement()
                .satisfies(type -> assertThat(type.members())
                        .extracting(DeclarationChanges.Member::change, DeclarationChanges.Member::name)
                        .containsExactly(tuple(Change.REMOVED, "WARD")));
    }

    @Test
    void aNewConstantMaySurpriseWhoReadsIt() {
        assertThat(replaced("ICU, WARD;", "ICU, WARD, HOME;").contract().effect())
                .isEqualTo(MAYBE);
    }

    @Test
    void anotherNameOfANestedTypeIsNothingToCallers() {
        String other = TYPES.replace("declare Item", "declare Position").replace("List<Item>", "List<Position>");
        RulesetDifference difference = between(types(TYPES), types(other));
        assertThat(difference.contract().effect()).isEqualTo(NONE);
        assertThat(difference.declarations().types())
                .extracting(
                        DeclarationChanges.Type::change,
                        DeclarationChanges.Type::type,
                        DeclarationChanges.Type::formerType)
                .contains(tuple(Change.RENAMED, "Position", "Item"));
    }

    @Test
    void anotherNameOfATypeThatCallersSendBreaks() {
        RulesetDifference difference = between(
                types(TYPES),
                WrittenRuleset.facts("Purchase", "Verdict")
                        .file("types.drl", TYPES.replace("declare Order", "declare Purchase")));
        assertThat(difference.contract().effect()).isEqualTo(BREAKS);
        assertThat(difference.contract().notes().getFirst().message())
                .isEqualTo("Facts of Order are refused. It is called Purchase now.");
        assertThat(difference.manifest())
                .extracting(ManifestChange::key, ManifestChange::then, ManifestChange::now)
                .containsExactly(tuple("facts.in", "[Order]", "[Purchase]"));
    }

    @Test
    void aFieldThatIsInheritedCountsForTheTypesThatInherit() {
        String base = """
                package acme.rules

                declare Thing
                    name : String
                end

                declare Order extends Thing
                    total : int
                end

                declare Verdict
                    text : String
                end
                """;
        RulesetDifference difference = between(types(base), types(base.replace("name : String", "title : String")));
        assertThat(difference.contract().notes())
                .extracting(Contract.Note::effect, Contract.Note::subject)
                .containsExactly(tuple(BREAKS, "Order.name"), tuple(NONE, "Order.title"));
    }

    @Test
    void typesThatHoldEachOtherEnd() {
        String round = TYPES.replace("note : String", "note : String\n    order : Order");
        assertThat(between(types(round), types(round.replace("total : Integer", "total : String")))
                        .contract()
                        .effect())
                .isEqualTo(BREAKS);
    }

    @Test
    void fieldsInAnotherOrderAreToldSinceConstructorsGoByIt() {
        RulesetDifference difference =
                replaced("amount : int\n    reason : String", "reason : String\n    amount : int");
        assertThat(difference.declarations().types())
                .singleElement()
                .satisfies(type -> assertThat(type.details())
                        .extracting(DeclarationChanges.Detail::what, DeclarationChanges.Detail::now)
                        .containsExactly(tuple("order of fields", "area, reason, amount")));
        assertThat(difference.contract().effect()).isEqualTo(NONE);
    }

    @Test
    void aDeclarationLaidOutOtherwiseIsNoChange() {
        RulesetDifference difference = replaced("    price : int\n", "    // in cents\n    price  :  int   // net\n");
        assertThat(difference.declarations().types()).isEmpty();
        assertThat(difference.files()).hasSize(1);
    }

    @Test
    void functionsAreComparedByWhatTheyDoAndTouchWhoCallsThem() {
        String rules = """
                package acme.rules

                function int twice(int n) {
                    return n * 2;
                }

                function int fourTimes(int n) {
                    return twice(twice(n));
                }

                rule "Calls"
                when
                    Order(fourTimes(total) > 5)
                then
                end

                rule "Calls not"
                when
                    Order(total > 5)
                then
                end
                """;
        RulesetDifference same = between(
                types(TYPES).drl(rules), types(TYPES).drl(rules.replace("return n * 2;", "return n*2; // double")));
        assertThat(same.declarations().functions()).isEmpty();
        RulesetDifference difference =
                between(types(TYPES).drl(rules), types(TYPES).drl(rules.replace("n * 2", "n * 3")));
        assertThat(difference.declarations().functions()).singleElement().satisfies(function -> {
            assertThat(function.function()).isEqualTo("twice");
            assertThat(function.then()).isEqualTo("int twice(int n) {\n    return n * 2;\n}");
        });
        assertThat(Compared.touched(difference)).containsExactly("Calls calls fourTimes(), which calls twice()");
        assertThat(difference.touched().getFirst().direct()).isFalse();
    }

    @Test
    void importsAreToldOnceHoweverManyFilesRepeatThem() {
        WrittenRuleset base = types(TYPES);
        WrittenRuleset branch = base.file("a.drl", "package acme.rules\n\nimport java.time.LocalDate\n")
                .file("b.drl", "package acme.rules\n\nimport java.time.LocalDate;\n");
        assertThat(between(base, branch).declarations().lines())
                .extracting(DeclarationChanges.Line::change, DeclarationChanges.Line::text)
                .containsExactly(tuple(Change.ADDED, "import java.time.LocalDate"));
    }
}

package dev.understudy.review.difference;

import static dev.understudy.review.difference.Compared.LONG;
import static dev.understudy.review.difference.Compared.MEDIUM;
import static dev.understudy.review.difference.Compared.SHORT;
import static dev.understudy.review.difference.Compared.between;
import static dev.understudy.review.difference.Compared.rules;
import static dev.understudy.review.difference.Compared.touched;
import static dev.understudy.review.difference.Compared.usual;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.review.difference.RuleChanges.Move;
import dev.understudy.review.difference.RuleChanges.Part;
import dev.understudy.testsupport.WrittenRuleset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RuleDifferenceTest {
    private static final List<?> NOTHING = List.of();

    private static void assertNoRuleDiffers(RulesetDifference difference) {
        RuleChanges rules = difference.rules();
        assertThat(rules.added()).isEmpty();
        assertThat(rules.removed()).isEmpty();
        assertThat(rules.changed()).isEmpty();
        assertThat(rules.moved()).isEmpty();
        assertThat(rules.renamed()).isEmpty();
        assertThat(difference.touched()).isEmpty();
    }

    @Test
    void equalRulesetsDifferNowhere() {
        RulesetDifference difference = between(rules(SHORT, LONG), rules(SHORT, LONG));
        assertNoRuleDiffers(difference);
        assertThat(difference.files()).isEmpty();
        assertThat(difference.contract().effect()).isEqualTo(CallerEffect.NONE);
        assertThat(difference.leftOut()).isEmpty();
        assertThat(difference.rules().branchCount()).isEqualTo(2);
    }

    @Test
    void blanksAndCommentsAreNoChangeOfARule() {
        String laidOut = """
                /* The shortest. */
                rule    "Short haul"   // article 7(1)(a)
                    when
                        Flight( delay>=180 /* minutes */,
                                distance   <=1500 )  // in km
                    then
                        insert( new Compensation( 250 , "EUR" ) ) ; // in full
                end
                """;
        RulesetDifference difference = between(rules(SHORT), rules(laidOut));
        assertNoRuleDiffers(difference);
        assertThat(difference.files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo("acme/rules.drl");
            assertThat(file.diff()).contains("+rule    \"Short haul\"");
        });
    }

    @Test
    void whatLooksLikeACommentInATextIsNone() {
        String other = SHORT.replace("\"EUR\"", "\"// EUR\"");
        assertThat(between(rules(SHORT), rules(other)).rules().changed()).hasSize(1);
        assertThat(between(rules(SHORT.replace("\"EUR\"", "\"E R\"")), rules(SHORT.replace("\"EUR\"", "\"E  R\"")))
                        .rules()
                        .changed())
                .hasSize(1);
    }

    @Test
    void aChangedConditionIsToldWithBothTextsAndPlaces() {
        RulesetDifference difference = between(rules(SHORT, LONG), rules(SHORT.replace("180", "120"), LONG));
        assertThat(difference.rules().changed()).singleElement().satisfies(changed -> {
            assertThat(changed.rule()).isEqualTo("Short haul");
            assertThat(changed.formerRule()).isNull();
            assertThat(changed.parts()).singleElement().satisfies(part -> {
                assertThat(part.part()).isEqualTo(Part.CONDITIONS);
                assertThat(part.then()).isEqualTo("Flight(delay >= 180, distance <= 1500)");
                assertThat(part.now()).isEqualTo("Flight(delay >= 120, distance <= 1500)");
                assertThat(part.branchPlace()).hasToString("acme/rules.drl:5:5");
                assertThat(part.basePlace()).hasToString("acme/rules.drl:5:5");
            });
        });
        assertThat(touched(difference)).containsExactly("Short haul changed");
    }

    @Test
    void eachPartIsToldApart() {
        String other =
                LONG.replace("salience 10", "salience 20").replace("240", "241").replace("600", "601");
        assertThat(between(rules(LONG), rules(other)).rules().changed())
                .singleElement()
                .satisfies(changed -> assertThat(changed.parts())
                        .extracting(RuleChanges.PartChange::part)
                        .containsExactly(Part.ATTRIBUTES, Part.CONDITIONS, Part.CONSEQUENCE));
    }

    @Test
    void theOrderOfAttributesIsNoChange() {
        String one = LONG.replace("salience 10", "salience 10 no-loop true");
        String other = LONG.replace("salience 10", "no-loop true\nsalience 10");
        assertThat(between(rules(one), rules(other)).rules().changed()).isEmpty();
    }

    @Test
    void anAttributeOfTheFileIsOneOfItsRules() {
        WrittenRuleset plain = rules(SHORT);
        WrittenRuleset grouped = usual().drl("package acme.rules\n\nagenda-group \"late\"\n\n" + SHORT);
        assertThat(between(plain, grouped).rules().changed())
                .singleElement()
                .satisfies(changed -> assertThat(changed.parts())
                        .singleElement()
                        .satisfies(part -> assertThat(part.now()).isEqualTo("agenda-group \"late\"")));
    }

    @Test
    void newAndLostRulesAreToldWithTheirText() {
        RulesetDifference difference = between(
                rules(SHORT, MEDIUM),
                rules(SHORT, LONG.replace("salience 10\n", "").replace("Flight(", "$f : Flight(origin == \"HNL\", ")));
        assertThat(difference.rules().added())
                .extracting(RuleChanges.Written::rule)
                .containsExactly("Long haul");
        assertThat(difference.rules().removed())
                .extracting(RuleChanges.Written::rule)
                .containsExactly("Medium haul");
        assertThat(difference.rules().removed().getFirst().text())
                .startsWith("rule \"Medium haul\"")
                .endsWith("end");
        assertThat(touched(difference)).containsExactly("Long haul added");
    }

    @Test
    void aRuleUnderAnotherNameIsRenamed() {
        RulesetDifference difference = between(rules(SHORT, LONG), rules(SHORT, LONG.replace("Long haul", "Far away")));
        assertThat(difference.rules().renamed())
                .extracting(RuleChanges.Renamed::from, RuleChanges.Renamed::to)
                .containsExactly(tuple("Long haul", "Far away"));
        assertThat(difference.rules().added()).isEmpty();
        assertThat(difference.rules().removed()).isEmpty();
        assertThat(difference.touched()).isEmpty();
    }

    @Test
    void aRuleThatIsRenamedAndChangedInItsPlaceIsOneRule() {
        String other = MEDIUM.replace("Medium haul", "Middle").replace("400", "401");
        RulesetDifference difference = between(rules(SHORT, MEDIUM, LONG), rules(SHORT, other, LONG));
        assertThat(difference.rules().changed()).singleElement().satisfies(changed -> {
            assertThat(changed.rule()).isEqualTo("Middle");
            assertThat(changed.formerRule()).isEqualTo("Medium haul");
            assertThat(changed.parts()).extracting(RuleChanges.PartChange::part).containsExactly(Part.CONSEQUENCE);
        });
        assertThat(touched(difference)).containsExactly("Middle changed");
    }

    @Test
    void anotherRuleInAnotherPlaceIsNoChangeOfALostOne() {
        String other = SHORT.replace("Short haul", "Very short haul").replace("1500", "100");
        RulesetDifference difference = between(rules(SHORT, MEDIUM, LONG), rules(MEDIUM, LONG, other));
        assertThat(difference.rules().changed()).isEmpty();
        assertThat(difference.rules().added()).hasSize(1);
        assertThat(difference.rules().removed()).hasSize(1);
    }

    @Test
    void oneOfTwoRulesWithTheSameTextThatIsRenamedIsToldApart() {
        String twin = SHORT.replace("Short haul", "Twin");
        RulesetDifference difference =
                between(rules(SHORT, twin), rules(SHORT, twin.replace("\"Twin\"", "\"Other twin\"")));
        assertThat(difference.rules().renamed())
                .extracting(RuleChanges.Renamed::from, RuleChanges.Renamed::to)
                .containsExactly(tuple("Twin", "Other twin"));
        assertThat(between(rules(SHORT, twin), rules(SHORT)).rules().removed())
                .extracting(RuleChanges.Written::rule)
                .containsExactly("Twin");
    }

    @Test
    void twoRulesThatSwapTheirNamesAreBothChanged() {
        String first = SHORT.replace("Short haul", "Medium haul");
        String second = MEDIUM.replace("Medium haul", "Short haul");
        assertThat(between(rules(SHORT, MEDIUM), rules(first, second)).rules().changed())
                .extracting(RuleChanges.Changed::rule)
                .containsExactlyInAnyOrder("Short haul", "Medium haul");
    }

    @Test
    void aRuleInAnotherFileIsMoved() {
        WrittenRuleset branch = rules(SHORT).file("more.drl", "package acme.rules\n\n" + LONG);
        RulesetDifference difference = between(rules(SHORT, LONG), branch);
        assertThat(difference.rules().moved()).singleElement().satisfies(moved -> {
            assertThat(moved.rule()).isEqualTo("Long haul");
            assertThat(moved.move()).isEqualTo(Move.FILE);
            assertThat(moved.basePlace().file()).isEqualTo("acme/rules.drl");
            assertThat(moved.branchPlace().file()).isEqualTo("acme/more.drl");
        });
        assertThat(difference.rules().changed()).isEmpty();
        assertThat(difference.files()).extracting(FileChange::change).containsExactly(Change.ADDED, Change.CHANGED);
    }

    @Test
    void aFileUnderAnotherNameMovesItsRules() {
        WrittenRuleset base = usual().file("a.drl", "package acme.rules\n\n" + SHORT);
        WrittenRuleset branch = usual().file("b.drl", "package acme.rules\n\n" + SHORT);
        RulesetDifference difference = between(base, branch);
        assertThat(difference.rules().moved())
                .extracting(RuleChanges.Moved::move)
                .containsExactly(Move.FILE);
        assertThat(difference.files()).singleElement().satisfies(file -> {
            assertThat(file.change()).isEqualTo(Change.RENAMED);
            assertThat(file.formerPath()).isEqualTo("acme/a.drl");
        });
    }

    @Test
    void theOneRuleThatCameBeforeTheOthersMoved() {
        RulesetDifference difference = between(rules(SHORT, MEDIUM, LONG), rules(LONG, SHORT, MEDIUM));
        assertThat(difference.rules().moved())
                .extracting(RuleChanges.Moved::rule, RuleChanges.Moved::move)
                .containsExactly(tuple("Long haul", Move.ORDER));
        assertThat(touched(difference)).containsExactly("Long haul moved");
    }

    @Test
    void aMovedRuleThatChangedIsBoth() {
        RulesetDifference difference =
                between(rules(SHORT, MEDIUM, LONG), rules(LONG.replace("240", "300"), SHORT, MEDIUM));
        assertThat(difference.rules().moved()).hasSize(1);
        assertThat(difference.rules().changed()).hasSize(1);
    }

    @Test
    void queriesAreComparedAndTheRulesThatAskThemAreTouched() {
        String query = "query late(int minutes)\n    Flight(delay >= minutes)\nend\n";
        String asking = """
                rule "Asks"
                when
                    late(180;)
                then
                    insert(new Compensation(1, "EUR"));
                end
                """;
        RulesetDifference difference = between(rules(query, asking), rules(query.replace(">=", ">"), asking));
        assertThat(difference.rules().changed()).singleElement().satisfies(changed -> {
            assertThat(changed.query()).isTrue();
            assertThat(changed.parts()).extracting(RuleChanges.PartChange::part).containsExactly(Part.CONDITIONS);
        });
        assertThat(touched(difference)).containsExactly("Asks asks late");
    }

    @Test
    void whoExtendsAChangedRuleIsTouched() {
        String child = """
                rule "Child" extends "Short haul"
                when
                    Flight(origin == "HNL")
                then
                    insert(new Compensation(1, "EUR"));
                end
                """;
        RulesetDifference difference = between(rules(SHORT, child), rules(SHORT.replace("180", "1"), child));
        assertThat(difference.touched())
                .extracting(TouchedRule::rule, TouchedRule::direct)
                .containsExactly(tuple("Short haul", true), tuple("Child", false));
    }

    @Test
    void aNewRulesetIsAllNewAndALostOneAllLost() {
        RulesetDifference added =
                Compared.differences().between(null, rules(SHORT).source());
        assertThat(added.base()).isNull();
        assertThat(added.rules().added()).hasSize(1);
        assertThat(added.declarations().types())
                .extracting(DeclarationChanges.Type::change)
                .containsOnly(Change.ADDED);
        assertThat(added.files()).extracting(FileChange::change).containsOnly(Change.ADDED);
        assertThat(added.contract().notes()).isEqualTo(NOTHING);
        RulesetDifference removed = Compared.differences().between(rules(SHORT).source(), null);
        assertThat(removed.branch()).isNull();
        assertThat(removed.rules().removed()).hasSize(1);
        assertThat(removed.touched()).isEmpty();
    }

    @Test
    void anEmptyRulesetIsNoFailure() {
        RulesetDifference difference = between(rules(SHORT), WrittenRuleset.empty());
        assertThat(difference.rules().removed()).hasSize(1);
        assertThat(Objects.requireNonNull(difference.branch()).faulty()).isTrue();
        assertThat(difference.manifest()).isEmpty();
        RulesetDifference bare = between(WrittenRuleset.empty(), WrittenRuleset.empty());
        assertThat(bare.files()).isEmpty();
    }

    @Test
    void whatDoesNotParseIsLeftOutOnBothSidesAndSaidSo() {
        WrittenRuleset base = rules(SHORT).file("more.drl", "package acme.rules\n\n" + LONG);
        WrittenRuleset branch = rules(SHORT.replace("180", "90"))
                .file("more.drl", "package acme.rules\n\n" + LONG.replace("then", "thn"));
        RulesetDifference difference = between(base, branch);
        assertThat(difference.leftOut()).containsExactly("acme/more.drl");
        assertThat(difference.rules().removed()).isEmpty();
        assertThat(difference.rules().changed())
                .extracting(RuleChanges.Changed::rule)
                .containsExactly("Short haul");
        assertThat(Objects.requireNonNull(difference.base()).diagnostics()).isEmpty();
        assertThat(Objects.requireNonNull(difference.branch()).faulty()).isTrue();
        assertThat(Objects.requireNonNull(difference.branch())
                        .diagnostics()
                        .getFirst()
                        .file())
                .isEqualTo("acme/more.drl");
        assertThat(difference.files())
                .filteredOn(file -> file.path().equals("acme/more.drl"))
                .singleElement()
                .satisfies(file -> assertThat(file.diff()).contains("-then", "+thn"));
    }

    @Test
    void aNameThatIsTakenTwiceIsComparedInOrder() {
        RulesetDifference difference = between(rules(SHORT), rules(SHORT, MEDIUM.replace("Medium", "Short")));
        assertThat(Objects.requireNonNull(difference.branch()).faulty()).isTrue();
        assertThat(difference.rules().added()).hasSize(1);
        assertThat(difference.rules().changed()).isEmpty();
    }
}

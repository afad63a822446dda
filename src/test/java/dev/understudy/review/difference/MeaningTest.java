package dev.understudy.review.difference;

import static dev.understudy.review.difference.Compared.LONG;
import static dev.understudy.review.difference.Compared.MEDIUM;
import static dev.understudy.review.difference.Compared.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.TestFolders;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two rulesets say the same, and what makes the one the other. */
class MeaningTest {
    private static final Path NOWHERE = TestFolders.create("meaning").resolve("never-made");
    private static final Meanings MEANINGS = new Meanings(Rulesets.in(NOWHERE).compiler());

    private static Meaning of(WrittenRuleset ruleset) {
        return MEANINGS.of(ruleset.source());
    }

    private static WrittenRuleset usual() {
        return Compared.rules(SHORT, MEDIUM, LONG)
                .file(
                        "scenarios/a.yaml",
                        "- name: Late\n  given: {Flight: [{delay: 5}]}\n  expect: {Compensation: []}\n");
    }

    private static List<String> changes(WrittenRuleset base, WrittenRuleset branch) {
        return List.copyOf(of(base).changesTo(of(branch)).keySet());
    }

    @Test
    void commentsAndLayoutSayNothing() {
        WrittenRuleset laidOut = Compared.rules(
                        "// A note\n" + SHORT.replace("delay >= 180, ", "delay>=180 ,\n      /* why */ "),
                        MEDIUM.replace("\n", "\r\n"),
                        LONG)
                .file("types.drl", "/* Types */\n" + Compared.TYPES.replace("    ", "\t"))
                .file(
                        "scenarios/a.yaml",
                        "# Of old\n- name: Late\n  given:\n    Flight:\n      - delay: 5\n  expect: {Compensation: []}\n")
                .file("ruleset.yaml", "# x\nfacts:\n  in: [Flight]\n  out: [Compensation]\n");
        assertThat(of(laidOut)).isEqualTo(of(usual()));
        assertThat(of(laidOut).digest()).isEqualTo(of(usual()).digest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                rules.drl        | distance <= 1500)  | distance < 1500)         | rule Short haul
                rules.drl        | salience 10        | salience 11              | rule Long haul
                rules.drl        | "EUR"              | "EU R"                   | rule Short haul
                types.drl        | origin : String    | origin : String = "x"    | declarations of acme/types.drl
                types.drl        | package acme.rules | package acme.rules dialect "java" | declarations of acme/types.drl
                ruleset.yaml     | facts:             | `limits: {time: 90ms}\nfacts:`   | ruleset.yaml
                ruleset.yaml     | facts:             | `owners: [a]\nfacts:`    | ruleset.yaml
                ruleset.yaml     | facts:             | `rollout: {stages: [{percent: 5, soak: 1h}]}\nfacts:` | ruleset.yaml
                scenarios/a.yaml | delay: 5           | delay: 6                 | scenario Late
                """)
    void whatIsSaidOtherwiseIsNamed(String file, String then, String now, String item) {
        String replacement = now.replace("\\n", "\n");
        WrittenRuleset base = usual();
        String text = base.text(file);
        int at = text.indexOf(then);
        WrittenRuleset branch =
                base.file(file, text.substring(0, at) + replacement + text.substring(at + then.length()));
        assertThat(changes(base, branch)).containsExactly(item);
    }

    @Test
    void filesThatAreNotUnderstoodCountByTheirBytes() {
        WrittenRuleset base = usual().file("notes.md", "a").file("broken.drl", "rule \"x\" when then // a");
        assertThat(changes(base, base.file("notes.md", "b"))).containsExactly("file acme/notes.md");
        assertThat(changes(base, base.file("broken.drl", "rule \"x\" when then // b")))
                .containsExactly("file acme/broken.drl");
        WrittenRuleset faulty = usual().file("scenarios/b.yaml", "- nam: x\n");
        assertThat(changes(faulty, faulty.file("scenarios/b.yaml", "- nam: y\n")))
                .containsExactly("file acme/scenarios/b.yaml");
    }

    @Test
    void orderOfRulesIsAChange() {
        assertThat(changes(Compared.rules(SHORT, MEDIUM), Compared.rules(MEDIUM, SHORT)))
                .containsExactly("order of rules");
        Meaning base = of(Compared.rules(SHORT, MEDIUM));
        assertThat(base.changesTo(of(Compared.rules(LONG, SHORT, MEDIUM))))
                .isNotEqualTo(base.changesTo(of(Compared.rules(SHORT, LONG, MEDIUM))));
    }

    @Test
    void aChangeIsTheSameWhenMainMovesElsewhere() {
        String changed = SHORT.replace("250", "300");
        Meaning then = of(Compared.rules(SHORT, MEDIUM));
        Meaning now = of(Compared.rules(SHORT, MEDIUM.replace("400", "450"), LONG));
        var before = then.changesTo(of(Compared.rules(changed, MEDIUM)));
        var after = now.changesTo(of(Compared.rules(changed, MEDIUM.replace("400", "450"), LONG)));
        assertThat(after).isEqualTo(before);
        var other = now.changesTo(of(Compared.rules(SHORT.replace("250", "301"), MEDIUM.replace("400", "450"), LONG)));
        assertThat(Meaning.differing(before, other)).containsExactly("rule Short haul");
    }

    @Test
    void tablesAreComparedByWhatTheyGenerate() {
        String table = "RuleSet,acme.rules\n\nRuleTable fees\nNAME,CONDITION,ACTION\n,f:Flight,\n,delay > $param,"
                + "\"insert(new Compensation($param, \"\"EUR\"\"));\"\nName,Delay,Pays\nOne,10,100\nTwo,20,200\n";
        WrittenRuleset base = Compared.usual().file("fees.drl.csv", table);
        assertThat(changes(base, base.file("fees.drl.csv", table.replace("Two,20,200", "Two,20,201"))))
                .containsExactly("rule Two");
        assertThat(changes(base, base.file("fees.drl.csv", table.replace("Name,Delay,Pays", "Who,When,What"))))
                .isEmpty();
    }
}

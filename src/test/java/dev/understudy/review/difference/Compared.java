package dev.understudy.review.difference;

import dev.understudy.testsupport.Rulesets;
import dev.understudy.testsupport.TestFolders;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.file.Path;
import java.util.List;

/** Compares rulesets that tests write down. Nothing is compiled, so nothing is kept. */
final class Compared {
    static final String TYPES = """
            package acme.rules

            declare Flight
                delay : int
                distance : int
                origin : String
            end

            declare Compensation
                amount : int
                currency : String
            end
            """;

    static final String SHORT = """
            rule "Short haul"
            when
                Flight(delay >= 180, distance <= 1500)
            then
                insert(new Compensation(250, "EUR"));
            end
            """;

    static final String MEDIUM = """
            rule "Medium haul"
            when
                Flight(delay >= 180, distance > 1500, distance <= 3500)
            then
                insert(new Compensation(400, "EUR"));
            end
            """;

    static final String LONG = """
            rule "Long haul"
            salience 10
            when
                Flight(delay >= 240, distance > 3500)
            then
                insert(new Compensation(600, "EUR"));
            end
            """;

    private static final Path NOWHERE = TestFolders.create("difference").resolve("never-made");

    private Compared() {}

    /** With the usual types, in their own file. */
    static WrittenRuleset usual() {
        return WrittenRuleset.facts("Flight", "Compensation").file("types.drl", TYPES);
    }

    /** With these rules in {@code rules.drl}. */
    static WrittenRuleset rules(String... rules) {
        return usual().drl("package acme.rules\n\n" + String.join("\n", rules));
    }

    static RulesetDifference between(WrittenRuleset base, WrittenRuleset branch) {
        return differences().between(base.source(), branch.source());
    }

    static Differences differences() {
        return new Differences(Rulesets.in(NOWHERE).compiler());
    }

    static List<String> touched(RulesetDifference difference) {
        return difference.touched().stream()
                .map(each -> each.rule() + " " + each.why())
                .toList();
    }
}

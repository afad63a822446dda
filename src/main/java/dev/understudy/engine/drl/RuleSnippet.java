package dev.understudy.engine.drl;

import java.util.ArrayList;
import java.util.Optional;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * One rule, parsed apart from its file: compiling a tree changes it, so what is compiled once more needs a new one.
 */
public final class RuleSnippet {
    private RuleSnippet() {}

    /** The same rule, with a new tree. */
    public static PlacedRule again(PlacedRule rule) {
        return written(rule, rule.file().textOf(rule.tree()))
                .orElseThrow(() -> new IllegalStateException("What was parsed before must parse again."));
    }

    /**
     * A rule of the same name and place with another text; empty when that is no rule.
     *
     * @param text from {@code rule} to {@code end}
     */
    public static Optional<PlacedRule> written(PlacedRule rule, String text) {
        ParsedDrl file = rule.file();
        Place place = rule.place();
        DrlFile apart = new DrlFile(
                file.file().path(), "package " + file.packageName() + "\n" + text + "\n", (line, column) -> place);
        return DrlReader.read(apart, new ArrayList<>())
                .filter(read -> read.tree().getRules().size() == 1)
                .map(read -> inherit(file, read))
                .filter(read -> read.name().equals(rule.name()));
    }

    /** What the file sets for all of its rules. */
    private static PlacedRule inherit(ParsedDrl file, ParsedDrl apart) {
        RuleDescr rule = apart.tree().getRules().getFirst();
        file.tree().getAttributes().forEach(attribute -> {
            apart.tree().addAttribute(attribute);
            if (!rule.getAttributes().containsKey(attribute.getName())) {
                rule.addAttribute(attribute);
            }
        });
        return new PlacedRule(apart, rule);
    }
}

package dev.understudy.engine.drl;

import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * A rule or query and its file.
 *
 * @param file where it stands
 * @param tree its syntax tree
 */
public record PlacedRule(ParsedDrl file, RuleDescr tree) {
    /** Its name. */
    public String name() {
        return tree.getName();
    }

    /** Where it starts. */
    public Place place() {
        return file.placeOf(tree);
    }

    /** Its text, from {@code rule} to {@code end}. */
    public String text() {
        return file.textOf(tree).strip();
    }

    /** All of it that decides what is generated: its text, and what it inherits from its file. */
    public String identity() {
        StringBuilder identity = new StringBuilder(text());
        for (AttributeDescr attribute : file.tree().getAttributes()) {
            identity.append('\n').append(attribute.getName()).append(' ').append(attribute.getValue());
        }
        return identity.toString();
    }
}

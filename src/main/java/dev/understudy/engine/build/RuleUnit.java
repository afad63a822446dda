package dev.understudy.engine.build;

import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.drl.RulePackage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.util.StringUtils;

/**
 * A few rules of one package that are compiled together, apart from all others. A change to one rule compiles the few
 * that share its unit, and two branches share the classes of each unit that they have in common.
 *
 * @param owner their package
 * @param rules the rules and queries
 * @param key names the unit by its content
 */
record RuleUnit(RulePackage owner, List<PlacedRule> rules, ContentKey key) {
    /** One rule in so many ends a unit, by a hash of its name: an insertion moves no other boundary. */
    private static final int RULES_PER_UNIT = 16;

    private static final int MOST_RULES_PER_UNIT = 32;

    static List<RuleUnit> split(RulePackage owner, ContentKey base) {
        Set<String> queries = new HashSet<>();
        Set<String> parents = new HashSet<>();
        for (PlacedRule rule : owner.rules()) {
            if (rule.tree().isQuery()) {
                queries.add(rule.name());
            }
            if (rule.tree().hasParent()) {
                parents.add(rule.tree().getParentName());
            }
        }
        List<RuleUnit> units = new ArrayList<>();
        List<PlacedRule> together = new ArrayList<>();
        List<PlacedRule> open = new ArrayList<>();
        for (PlacedRule rule : owner.rules()) {
            if (rule.tree().isQuery()
                    || rule.tree().hasParent()
                    || parents.contains(rule.name())
                    || calls(rule.tree().getLhs(), queries)) {
                together.add(rule);
                continue;
            }
            open.add(rule);
            if (open.size() >= MOST_RULES_PER_UNIT || endsUnit(rule.name())) {
                units.add(of(owner, open, base));
                open = new ArrayList<>();
            }
        }
        if (!open.isEmpty()) {
            units.add(of(owner, open, base));
        }
        if (!together.isEmpty()) {
            units.add(of(owner, together, base));
        }
        return units;
    }

    private static boolean endsUnit(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return (hash >>> 16) % RULES_PER_UNIT == 0;
    }

    private static boolean calls(BaseDescr condition, Set<String> queries) {
        if (queries.isEmpty()) {
            return false;
        }
        if (condition instanceof PatternDescr pattern) {
            return pattern.isQuery() || queries.contains(pattern.getObjectType());
        }
        return condition instanceof ConditionalElementDescr group
                && group.getDescrs().stream().anyMatch(child -> calls(child, queries));
    }

    /** Whether its rules speak of each other, so that none can be compiled without the others. */
    boolean isJoined() {
        return rules.stream()
                .anyMatch(rule -> rule.tree().isQuery() || rule.tree().hasParent());
    }

    static RuleUnit of(RulePackage owner, List<PlacedRule> rules, ContentKey base) {
        ContentKey.Hash hash =
                new ContentKey.Hash().add(CompilerVersion.TEXT).add(base.hex()).add(owner.name());
        owner.imports().forEach(hash::add);
        owner.staticImports().forEach(hash::add);
        rules.forEach(rule -> hash.add(rule.identity()));
        return new RuleUnit(owner, List.copyOf(rules), hash.finish());
    }

    /** The identifier that the generated classes of this unit carry in their names. */
    String uuid() {
        return StringUtils.md5Hash(key.hex());
    }
}

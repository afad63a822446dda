package dev.understudy.review.difference;

import dev.understudy.engine.outline.FunctionOutline;
import dev.understudy.engine.outline.RuleOutline;
import dev.understudy.engine.outline.RulesetOutline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the rules of the branch that a difference touches: those that differ, and those that call or extend such. */
final class TouchedRules {
    private static final int DEEPEST = 20;

    private final RulesetOutline.Declarations branch;
    private final Map<String, String> reasons = new LinkedHashMap<>();

    private TouchedRules(RulesetOutline.Declarations branch) {
        this.branch = branch;
    }

    static List<TouchedRule> of(
            RulesetOutline.Declarations branch,
            RuleChanges rules,
            List<TableChange> tables,
            DeclarationChanges declarations) {
        TouchedRules touched = new TouchedRules(branch);
        rules.added().forEach(each -> touched.reasons.putIfAbsent(each.rule(), "added"));
        rules.changed().forEach(each -> touched.reasons.putIfAbsent(each.rule(), "changed"));
        tables.forEach(touched::table);
        Set<String> direct = new HashSet<>(touched.reasons.keySet());
        Set<String> functions = new HashSet<>();
        declarations.functions().stream()
                .filter(each -> each.change() != Change.REMOVED)
                .forEach(each -> functions.add(each.function()));
        touched.callers(functions);
        rules.moved().stream()
                .filter(each -> each.move() != RuleChanges.Move.FILE)
                .forEach(each -> touched.reasons.putIfAbsent(each.rule(), "moved"));
        return touched.rules(direct);
    }

    private void table(TableChange table) {
        for (TableChange.Row row : table.rows()) {
            if (row.change() == Change.ADDED) {
                reasons.putIfAbsent(row.rule(), "added");
            } else if (row.change() == Change.CHANGED) {
                reasons.putIfAbsent(row.rule(), "changed");
            }
        }
        table.columns()
                .forEach(column -> column.rules()
                        .forEach(rule -> reasons.putIfAbsent(rule, "column '" + column.title() + "' changed")));
    }

    /** Functions that call changed functions, then rules that call either, or extend or query a touched rule. */
    private void callers(Set<String> functions) {
        Map<String, String> callees = new LinkedHashMap<>();
        functions.forEach(name -> callees.put(name, "calls " + name + "()"));
        for (int round = 0, before = -1; round < DEEPEST && before != callees.size(); round++) {
            before = callees.size();
            for (FunctionOutline each : branch.functions()) {
                callee(each.words(), callees)
                        .ifPresent(callee -> callees.putIfAbsent(
                                each.name(), "calls " + each.name() + "(), which calls " + callee + "()"));
            }
        }
        for (int round = 0, before = -1; round < DEEPEST && before != reasons.size(); round++) {
            before = reasons.size();
            branch.rules().forEach(rule -> indirect(rule, callees));
        }
    }

    private static Optional<String> callee(List<String> words, Map<String, String> callees) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (words.get(i + 1).equals("(") && callees.containsKey(words.get(i))) {
                return Optional.of(words.get(i));
            }
        }
        return Optional.empty();
    }

    private void indirect(RuleOutline rule, Map<String, String> callees) {
        if (reasons.containsKey(rule.name())) {
            return;
        }
        List<String> words = new ArrayList<>(rule.conditions().words());
        words.addAll(rule.consequence().words());
        callee(words, callees)
                .map(name -> callees.getOrDefault(name, ""))
                .or(() ->
                        Optional.of(rule.parent()).filter(reasons::containsKey).map(name -> "extends " + name))
                .or(() -> query(rule).map(name -> "asks " + name))
                .ifPresent(reason -> reasons.put(rule.name(), reason));
    }

    private Optional<String> query(RuleOutline rule) {
        return branch.rules().stream()
                .filter(RuleOutline::isQuery)
                .map(RuleOutline::name)
                .filter(reasons::containsKey)
                .filter(rule.conditions().words()::contains)
                .findFirst();
    }

    private List<TouchedRule> rules(Set<String> direct) {
        Set<String> told = new HashSet<>();
        return branch.rules().stream()
                .filter(rule -> !rule.isQuery() && reasons.containsKey(rule.name()) && told.add(rule.name()))
                .map(rule -> new TouchedRule(
                        rule.name(), rule.place(), direct.contains(rule.name()), reasons.getOrDefault(rule.name(), "")))
                .toList();
    }
}

package dev.understudy.engine.whynot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.model.AccumulatePattern;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Declaration;
import org.drools.model.DeclarationSource;
import org.drools.model.From;
import org.drools.model.GroupByPattern;
import org.drools.model.Index;
import org.drools.model.Pattern;
import org.drools.model.SingleConstraint;
import org.drools.model.Variable;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.drools.model.patterns.EvalImpl;
import org.jspecify.annotations.Nullable;

/**
 * Lays the conditions that the compiler made beside those that the author wrote. Where the two don't go together, the
 * author's words for the rule as a whole stand for them. Copies what it needs: building the network changes the
 * compiler's.
 */
final class NodeReader {
    private final Part rule;

    private NodeReader(Part rule) {
        this.rule = rule;
    }

    /**
     * The conditions of a rule.
     *
     * @param compiled the compiler's
     * @param written the author's
     * @param rule stands for what has no words of its own
     */
    static List<Node> read(List<Condition> compiled, List<Written> written, Part rule) {
        return new NodeReader(rule).nodes(compiled, written);
    }

    /** A condition with the patterns that test what it makes. */
    private record Item(Condition condition, List<Pattern<?>> results) {}

    private List<Node> nodes(List<Condition> compiled, List<Written> written) {
        List<Item> items = items(compiled);
        boolean alike = items.size() == written.size();
        for (int i = 0; alike && i < items.size(); i++) {
            alike = goTogether(items.get(i), unwrapped(written.get(i)));
        }
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            nodes.add(node(items.get(i), alike ? unwrapped(written.get(i)) : null));
        }
        return nodes;
    }

    private static List<Item> items(List<Condition> compiled) {
        Set<Variable<?>> made = new HashSet<>();
        for (Condition condition : compiled) {
            if (condition instanceof AccumulatePattern<?> fold) {
                Collections.addAll(made, fold.getBoundVariables());
            }
        }
        List<Item> items = new ArrayList<>();
        for (Condition each : compiled) {
            Condition condition = unwrapped(each);
            boolean result = condition instanceof Pattern<?> pattern
                    && !(condition instanceof AccumulatePattern<?>)
                    && made.contains(pattern.getPatternVariable());
            if (condition.getType() != Condition.Type.CONSEQUENCE && !result) {
                items.add(new Item(condition, results(condition, compiled)));
            }
        }
        return items;
    }

    private static List<Pattern<?>> results(Condition condition, List<Condition> compiled) {
        List<Pattern<?>> results = new ArrayList<>();
        if (condition instanceof AccumulatePattern<?> fold) {
            Set<Variable<?>> made = new HashSet<>(List.of(fold.getBoundVariables()));
            for (Condition each : compiled) {
                if (each instanceof Pattern<?> pattern
                        && !(each instanceof AccumulatePattern<?>)
                        && made.contains(pattern.getPatternVariable())) {
                    results.add(pattern);
                }
            }
        }
        return results;
    }

    private static boolean goTogether(Item item, Written written) {
        return switch (item.condition().getType()) {
            case PATTERN ->
                written instanceof Written.Pattern pattern && !(pattern.source() instanceof Written.Source.Fold);
            case ACCUMULATE ->
                written instanceof Written.Pattern pattern && pattern.source() instanceof Written.Source.Fold;
            case AND -> isGroup(written, Written.Kind.AND);
            case OR -> isGroup(written, Written.Kind.OR);
            case NOT -> isGroup(written, Written.Kind.NOT);
            case EXISTS -> isGroup(written, Written.Kind.EXISTS);
            case FORALL -> isGroup(written, Written.Kind.FORALL);
            case EVAL -> written instanceof Written.Eval;
            case QUERY, GROUP_BY, TEMPORAL, RECEIVER, SENDER, CONSEQUENCE -> true;
        };
    }

    private static boolean isGroup(Written written, Written.Kind kind) {
        return written instanceof Written.Group group && group.kind() == kind;
    }

    private static Condition unwrapped(Condition condition) {
        return condition.getType() == Condition.Type.AND
                        && condition.getSubConditions().size() == 1
                ? unwrapped(condition.getSubConditions().getFirst())
                : condition;
    }

    private static Written unwrapped(Written written) {
        return written instanceof Written.Group group
                        && group.kind() == Written.Kind.AND
                        && group.children().size() == 1
                ? unwrapped(group.children().getFirst())
                : written;
    }

    private Node node(Item item, @Nullable Written written) {
        Condition condition = item.condition();
        Part part = written == null ? rule : written.part();
        List<Written> children = written instanceof Written.Group group ? group.children() : List.of();
        return switch (condition.getType()) {
            case PATTERN -> match((Pattern<?>) condition, written);
            case ACCUMULATE -> fold((AccumulatePattern<?>) condition, item.results(), written);
            case AND -> new Node.All(nodes(condition.getSubConditions(), children), part);
            case OR -> new Node.Any(nodes(condition.getSubConditions(), children), part);
            case NOT -> new Node.Absent(only(condition.getSubConditions(), children, part), part);
            case EXISTS -> new Node.Present(only(condition.getSubConditions(), children, part), part);
            case FORALL -> every(condition.getSubConditions(), children, part);
            case EVAL -> check((EvalImpl) condition, part);
            case QUERY -> new Node.Unknown("it calls a query", part);
            case GROUP_BY -> new Node.Unknown("it uses groupby", part);
            case TEMPORAL, RECEIVER, SENDER, CONSEQUENCE -> new Node.Unknown("it goes by a clock or a channel", part);
        };
    }

    private Node only(List<Condition> compiled, List<Written> written, Part part) {
        List<Node> nodes = nodes(compiled, written);
        return nodes.size() == 1 ? nodes.getFirst() : new Node.All(nodes, part);
    }

    private Node match(Pattern<?> pattern, @Nullable Written written) {
        Variable<?> variable = pattern.getPatternVariable();
        DeclarationSource source = variable instanceof Declaration<?> declared ? declared.getSource() : null;
        String type = variable.getType().getSimpleName();
        if (written instanceof Written.Pattern own) {
            type = own.type();
        }
        if (source != null && !(source instanceof From<?> from && Sources.knows(from))) {
            return new Node.Unknown("it takes its facts from elsewhere", written == null ? rule : written.part());
        }
        Node.Match match = new Node.Match(
                variable,
                type,
                tests(pattern.getConstraint(), written),
                List.copyOf(pattern.getBindings()),
                source instanceof From<?> from ? from : null,
                written == null ? rule : written.part());
        return match.tests().stream().anyMatch(Test::isTemporal)
                ? new Node.Unknown("it goes by a clock", match.part())
                : match;
    }

    private List<Test> tests(Constraint constraint, @Nullable Written written) {
        List<Part> parts = written instanceof Written.Pattern pattern ? pattern.constraints() : List.of();
        return TestReader.read(constraint, parts, written == null ? rule : written.part());
    }

    private Node check(EvalImpl eval, Part part) {
        return new Node.Check(new Test(eval.getExpr(), part), part);
    }

    private Node fold(AccumulatePattern<?> fold, List<Pattern<?>> results, @Nullable Written written) {
        Part part = written == null ? rule : written.part();
        if (fold instanceof GroupByPattern<?, ?> || fold.isQuerySource()) {
            return new Node.Unknown("it uses groupby, or goes over a query", part);
        }
        List<Written> input =
                written instanceof Written.Pattern pattern && pattern.source() instanceof Written.Source.Fold own
                        ? own.input()
                        : List.of();
        Node source = only(List.of(fold.getCondition()), input, part);
        List<Node.Match> tested = new ArrayList<>();
        for (Pattern<?> each : results) {
            List<Part> parts = written instanceof Written.Pattern pattern ? pattern.constraints() : List.of();
            List<Part> mine = results.size() == 1
                    ? parts
                    : parts.stream()
                            .filter(one -> names(one, each.getPatternVariable()))
                            .toList();
            tested.add(new Node.Match(
                    each.getPatternVariable(),
                    each.getPatternVariable().getName(),
                    TestReader.read(each.getConstraint(), mine, part),
                    List.copyOf(each.getBindings()),
                    null,
                    part));
        }
        tested.sort((a, b) -> Integer.compare(first(a, written), first(b, written)));
        return new Node.Fold(source, List.<AccumulateFunction>of(fold.getAccumulateFunctions()), tested, part);
    }

    private static boolean names(Part part, Variable<?> variable) {
        return part.text().contains(variable.getName());
    }

    /** Where the first test stands among those that are written: the compiler keeps no order of several results. */
    private static int first(Node.Match match, @Nullable Written written) {
        return written instanceof Written.Pattern pattern && !match.tests().isEmpty()
                ? pattern.constraints().indexOf(match.tests().getFirst().part())
                : 0;
    }

    private Node every(List<Condition> compiled, List<Written> written, Part part) {
        List<Condition> parts = compiled.getFirst().getType() == Condition.Type.AND
                ? compiled.getFirst().getSubConditions()
                : compiled;
        List<Written> words = written.size() == 1 && isGroup(written.getFirst(), Written.Kind.AND)
                ? ((Written.Group) written.getFirst()).children()
                : written;
        List<Node> nodes = nodes(parts, words);
        if (!(nodes.getFirst() instanceof Node.Match base)) {
            return new Node.Unknown("its forall is of a kind that is not tried", part);
        }
        boolean needsOne = parts.size() == 2 && parts.get(1) instanceof Pattern<?> second && joinsItself(second);
        return new Node.Every(base, nodes.subList(1, nodes.size()), needsOne, part);
    }

    /** Of {@code forall($t : Type() Type(this == $t, …))} the compiler makes one that asks for a fact. */
    private static boolean joinsItself(Pattern<?> pattern) {
        return pattern.getConstraint().getChildren().stream().anyMatch(NodeReader::isSelfJoin);
    }

    private static boolean isSelfJoin(Constraint constraint) {
        if (!(constraint instanceof SingleConstraint single)) {
            return false;
        }
        Index<?, ?> index = single.getIndex();
        return index != null && index.getConstraintType() == Index.ConstraintType.FORALL_SELF_JOIN;
    }
}

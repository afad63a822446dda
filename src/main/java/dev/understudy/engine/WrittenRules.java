package dev.understudy.engine;

import dev.understudy.engine.drl.DrlFile;
import dev.understudy.engine.drl.ParsedDrl;
import dev.understudy.engine.drl.Place;
import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.engine.whynot.Part;
import dev.understudy.engine.whynot.Spot;
import dev.understudy.engine.whynot.Written;
import dev.understudy.engine.whynot.WrittenRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ForallDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of the rules' syntax trees what explanations speak of: conditions in the author's words, with their places.
 * Made before the trees are compiled, which changes them.
 */
final class WrittenRules {
    private final Lines lines;
    /** In a decision table the row of the rule that is being read. */
    private int row;

    private WrittenRules(Lines lines) {
        this.lines = lines;
    }

    /** All rules and queries, in order. */
    static List<WrittenRule> of(List<RulePackage> packages) {
        List<WrittenRule> all = new ArrayList<>();
        for (RulePackage each : packages) {
            Map<String, List<Written>> byName = new HashMap<>();
            Map<ParsedDrl, WrittenRules> readers = new HashMap<>();
            for (PlacedRule rule : each.rules()) {
                WrittenRules reader =
                        readers.computeIfAbsent(rule.file(), file -> new WrittenRules(new Lines(file.file())));
                List<Written> conditions = new ArrayList<>();
                if (rule.tree().hasParent()) {
                    conditions.addAll(byName.getOrDefault(rule.tree().getParentName(), List.of()));
                }
                Place place = rule.place();
                reader.row = place.line();
                conditions.addAll(reader.conditions(rule.tree().getLhs()));
                byName.put(rule.name(), conditions);
                all.add(new WrittenRule(
                        rule.name(),
                        each.name(),
                        new Spot(place.file(), place.line(), place.column()),
                        rule.tree().isQuery(),
                        conditions));
            }
        }
        return all;
    }

    /** The lines of a file, found once. */
    private static final class Lines {
        private final DrlFile file;
        private final int[] starts;

        Lines(DrlFile file) {
            this.file = file;
            String text = file.text();
            int[] found = new int[(int) text.chars().filter(c -> c == '\n').count() + 1];
            int line = 0;
            for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
                found[++line] = i + 1;
            }
            starts = found;
        }

        Part part(int start, int end, int row) {
            String text = file.text();
            int from = Math.clamp(start, 0, text.length());
            int to = Math.clamp(end, from, text.length());
            String own = trimmed(text.substring(from, to));
            Place origin = place(from);
            // In a decision table a condition starts in the column's head, and what differs by row stands behind.
            for (int i = from + own.length() - 1; file.isTable() && i > from && origin.line() != row; i--) {
                origin = place(i);
            }
            return new Part(own, new Spot(origin.file(), origin.line(), origin.column()), file.isTable());
        }

        /** The parser sometimes takes the sign behind a pattern for a part of it. */
        private static String trimmed(String text) {
            String own = text.strip();
            while (own.endsWith(";") || own.endsWith(",") || (own.endsWith(")") && count(own, ')') > count(own, '('))) {
                own = own.substring(0, own.length() - 1).strip();
            }
            return own;
        }

        private static long count(String text, char sign) {
            return text.chars().filter(c -> c == sign).count();
        }

        private Place place(int place) {
            int found = Arrays.binarySearch(starts, place);
            int line = found >= 0 ? found : -found - 2;
            return file.origin().of(line + 1, place - starts[line] + 1);
        }
    }

    private Part part(BaseDescr tree) {
        return lines.part(tree.getStartCharacter(), tree.getEndCharacter() + 1, row);
    }

    private List<Written> conditions(@Nullable AndDescr tree) {
        return tree == null ? List.of() : all(tree.getDescrs());
    }

    private List<Written> all(List<? extends BaseDescr> trees) {
        List<Written> written = new ArrayList<>();
        for (BaseDescr tree : trees) {
            Written each = one(tree);
            if (each != null) {
                written.add(each);
            }
        }
        return written;
    }

    /** Null for what is no condition: a named consequence. */
    private @Nullable Written one(BaseDescr tree) {
        return switch (tree) {
            case PatternDescr pattern -> pattern(pattern);
            case NotDescr not -> group(not, Written.Kind.NOT, children(not));
            case ExistsDescr exists -> group(exists, Written.Kind.EXISTS, children(exists));
            case ForallDescr forall -> group(forall, Written.Kind.FORALL, forall.getDescrs());
            case OrDescr or -> group(or, Written.Kind.OR, or.getDescrs());
            case AndDescr and -> group(and, Written.Kind.AND, and.getDescrs());
            case EvalDescr eval -> new Written.Eval(part(eval));
            default -> null;
        };
    }

    private static List<BaseDescr> children(ConditionalElementDescr tree) {
        List<BaseDescr> children = new ArrayList<>();
        for (Object child : tree.getDescrs()) {
            children.add((BaseDescr) child);
        }
        return children;
    }

    private Written group(BaseDescr tree, Written.Kind kind, List<? extends BaseDescr> children) {
        return new Written.Group(part(tree), kind, all(children));
    }

    private Written pattern(PatternDescr tree) {
        List<Part> constraints = tree.getDescrs().stream().map(this::part).toList();
        String label = tree.getIdentifier() == null ? "" : tree.getIdentifier();
        String type = tree.getObjectType() == null ? "" : tree.getObjectType();
        return new Written.Pattern(
                part(tree), type.substring(type.lastIndexOf('.') + 1), label, constraints, source(tree.getSource()));
    }

    private Written.@Nullable Source source(@Nullable PatternSourceDescr tree) {
        return switch (tree) {
            case FromDescr from -> new Written.Source.From(String.valueOf(from.getDataSource()));
            case CollectDescr collect -> {
                List<Written> input = all(List.of(collect.getInputPattern()));
                yield new Written.Source.Fold(input, List.of());
            }
            case AccumulateDescr accumulate -> fold(accumulate);
            case null, default -> null;
        };
    }

    private Written.Source fold(AccumulateDescr tree) {
        List<Written.Source.Result> results = new ArrayList<>();
        for (AccumulateDescr.AccumulateFunctionCallDescr each : tree.getFunctions()) {
            results.add(new Written.Source.Result(
                    each.getBind() == null ? "" : each.getBind(),
                    each.getFunction() + "(" + String.join(", ", each.getParams()) + ")"));
        }
        return new Written.Source.Fold(all(List.of(tree.getInput())), results);
    }
}

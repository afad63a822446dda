package dev.understudy.review.difference;

import dev.understudy.engine.outline.RuleOutline;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares rules that are written as DRL. Used once. */
final class RuleComparison {
    private final List<RuleChanges.Written> added = new ArrayList<>();
    private final List<RuleChanges.Changed> changed = new ArrayList<>();
    private final List<RuleChanges.Moved> moved = new ArrayList<>();
    private final List<RuleChanges.Renamed> renamed = new ArrayList<>();

    private RuleComparison() {}

    static RuleChanges of(List<RuleOutline> base, List<RuleOutline> branch) {
        List<RuleOutline> then = written(base);
        List<RuleOutline> now = written(branch);
        RuleComparison comparison = new RuleComparison();
        Matching<RuleOutline> pairs = RulePairs.of(then, now);
        BitSet inOtherOrder = inOtherOrder(pairs, now);
        for (int i = 0; i < now.size(); i++) {
            RuleOutline rule = now.get(i);
            boolean order = inOtherOrder.get(i);
            pairs.former(i)
                    .ifPresentOrElse(
                            former -> comparison.compare(former, rule, order),
                            () -> comparison.added.add(written(rule)));
        }
        return new RuleChanges(
                base.size(),
                branch.size(),
                comparison.added,
                pairs.lost().stream().map(RuleComparison::written).toList(),
                comparison.changed,
                comparison.moved,
                comparison.renamed);
    }

    private static List<RuleOutline> written(List<RuleOutline> rules) {
        return rules.stream().filter(rule -> !rule.isRow()).toList();
    }

    /** Of those that stayed in their file; what went to another comes before and behind others in any case. */
    private static BitSet inOtherOrder(Matching<RuleOutline> pairs, List<RuleOutline> now) {
        List<Integer> stayed = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            RuleOutline rule = now.get(i);
            if (pairs.former(i).filter(former -> move(former, rule) == null).isPresent()) {
                stayed.add(i);
            }
        }
        int[] former = stayed.stream().mapToInt(pairs::formerPlace).toArray();
        BitSet moved = new BitSet();
        Order.moved(former).stream().forEach(i -> moved.set(stayed.get(i)));
        return moved;
    }

    private static RuleChanges.Written written(RuleOutline rule) {
        return new RuleChanges.Written(rule.name(), rule.isQuery(), rule.place(), rule.text());
    }

    private void compare(RuleOutline former, RuleOutline now, boolean inOtherOrder) {
        List<RuleChanges.PartChange> parts = parts(former, now);
        boolean other = !now.name().equals(former.name());
        if (!parts.isEmpty()) {
            changed.add(new RuleChanges.Changed(
                    now.name(), other ? former.name() : null, now.isQuery(), former.place(), now.place(), parts));
        } else if (other) {
            renamed.add(new RuleChanges.Renamed(former.name(), now.name(), former.place(), now.place()));
        }
        RuleChanges.Move move = inOtherOrder ? RuleChanges.Move.ORDER : move(former, now);
        if (move != null) {
            moved.add(new RuleChanges.Moved(now.name(), move, former.place(), now.place()));
        }
    }

    private static RuleChanges.@Nullable Move move(RuleOutline former, RuleOutline now) {
        if (!now.packageName().equals(former.packageName())) {
            return RuleChanges.Move.PACKAGE;
        }
        return now.place().file().equals(former.place().file()) ? null : RuleChanges.Move.FILE;
    }

    private static List<RuleChanges.PartChange> parts(RuleOutline former, RuleOutline now) {
        List<RuleChanges.PartChange> parts = new ArrayList<>();
        add(RuleChanges.Part.ATTRIBUTES, former.attributes(), now.attributes(), parts);
        add(RuleChanges.Part.CONDITIONS, former.conditions(), now.conditions(), parts);
        add(RuleChanges.Part.CONSEQUENCE, former.consequence(), now.consequence(), parts);
        return parts;
    }

    private static void add(
            RuleChanges.Part part, RuleOutline.Part former, RuleOutline.Part now, List<RuleChanges.PartChange> parts) {
        if (!former.says(now)) {
            parts.add(new RuleChanges.PartChange(part, former.text(), now.text(), former.place(), now.place()));
        }
    }
}

package dev.understudy.replay.compare;

import dev.understudy.replay.compare.ReplayReport.Example;
import dev.understudy.replay.compare.ReplayReport.FieldSum;
import dev.understudy.replay.compare.ReplayReport.KindOfChange;
import dev.understudy.replay.compare.ReplayReport.RuleChange;
import dev.understudy.replay.compare.ReplayReport.Undecidable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Counts what became of decisions, one after the other or part by part. Parts that are {@linkplain #add(Tally) added} in
 * the order of their decisions give the same, wherever they were cut. For one thread.
 */
public final class Tally {
    private static final int MOST_KINDS = 100;
    private static final int MOST_RULES = 20_000;
    private static final int MOST_REASONS = 100;

    private long unchanged;
    private long changed;
    private long undecidable;
    private final Map<Kind, Changes> kinds = new LinkedHashMap<>();
    private final Map<String, long[]> rules = new LinkedHashMap<>();
    private final Sums sums = new Sums();
    private final Map<ReasonKey, Refusals> reasons = new LinkedHashMap<>();
    private final TreeSet<String> sensitive = new TreeSet<>();
    private final ChangeDigest digest = new ChangeDigest();

    /** Reasons are the same when these are; the sentences may differ. */
    private record ReasonKey(String cause, String subject) {}

    /** An empty one. */
    public Tally() {}

    /** One that goes on where a report stopped. */
    public static Tally of(ReplayReport report) {
        Tally tally = new Tally();
        tally.unchanged = report.unchanged();
        tally.changed = report.changed();
        tally.undecidable = report.undecidable();
        report.kinds().forEach(each -> {
            Changes changes = new Changes();
            changes.add(each.count(), each.examples());
            tally.kinds.put(new Kind(each.from(), each.to()), changes);
        });
        report.rules()
                .forEach(each ->
                        tally.rules.put(each.rule(), new long[] {each.onlyThen(), each.onlyNow(), each.changed()}));
        report.sums().forEach(tally.sums::add);
        report.reasons()
                .forEach(each -> tally.reasons.put(
                        new ReasonKey(each.cause(), each.subject()),
                        new Refusals(each.detail(), each.example(), each.count())));
        tally.sensitive.addAll(report.sensitiveFields());
        return tally;
    }

    /** How many decisions it has counted. */
    public long counted() {
        return unchanged + changed + undecidable;
    }

    /** How many of them have another outcome. */
    public long changed() {
        return changed;
    }

    /** How many of them can't be decided. */
    public long undecidable() {
        return undecidable;
    }

    /**
     * Which decisions changed from what to what, and which can't be decided: equal for equal ones, in whatever order. Of
     * those that were counted since this tally was made.
     */
    public String digest() {
        return digest.text();
    }

    void unchanged(long number) {
        unchanged += number;
    }

    void changed(Kind kind, Example example) {
        changed++;
        digest.add(example.decision(), kind.from() + "\n" + kind.to());
        kinds.computeIfAbsent(kind, _ -> new Changes()).add(1, List.of(example));
    }

    void undecidable(Reason reason, UUID decision) {
        undecidable++;
        digest.add(decision, "!\n" + reason.cause().name() + "\n" + reason.subject());
        reasons.computeIfAbsent(
                        new ReasonKey(reason.cause().name(), reason.subject()),
                        _ -> new Refusals(reason.detail(), decision, 0))
                .count++;
    }

    void onlyThen(String rule) {
        rules.computeIfAbsent(rule, _ -> new long[3])[0]++;
    }

    void onlyNow(String rule) {
        rules.computeIfAbsent(rule, _ -> new long[3])[1]++;
    }

    /** It fired, then or now, in a decision that has another outcome. */
    void inChanged(String rule) {
        rules.computeIfAbsent(rule, _ -> new long[3])[2]++;
    }

    Sums sums() {
        return sums;
    }

    void sensitive(String field) {
        sensitive.add(field);
    }

    /** Adds what became of the decisions that follow. */
    public void add(Tally next) {
        unchanged += next.unchanged;
        changed += next.changed;
        undecidable += next.undecidable;
        next.kinds.forEach((kind, changes) -> {
            Changes mine = place(kinds, kind, MOST_KINDS, Kind.OTHER, Changes::new);
            mine.add(changes.count, changes.examples);
        });
        next.rules.forEach((rule, counts) -> {
            long[] mine = place(rules, rule, MOST_RULES, "other", () -> new long[3]);
            mine[0] += counts[0];
            mine[1] += counts[1];
            mine[2] += counts[2];
        });
        sums.add(next.sums);
        next.reasons.forEach((key, refusals) -> {
            ReasonKey other = new ReasonKey(key.cause(), "other");
            place(reasons, key, MOST_REASONS, other, () -> new Refusals(refusals.detail, refusals.example, 0)).count +=
                    refusals.count;
        });
        sensitive.addAll(next.sensitive);
        digest.add(next.digest);
    }

    /** Where something is counted: under its own name while there is room, else with all that have none. */
    private static <K, V> V place(Map<K, V> map, K key, int most, K other, Supplier<V> make) {
        V known = map.get(key);
        if (known != null) {
            return known;
        }
        return map.computeIfAbsent(map.size() < most ? key : other, _ -> make.get());
    }

    /** All of it. */
    public ReplayReport report() {
        Predicate<String> shown =
                field -> sensitive.stream().noneMatch(each -> field.equals(each) || field.startsWith(each + "."));
        List<KindOfChange> changes = new ArrayList<>();
        kinds.forEach((kind, each) ->
                changes.add(new KindOfChange(kind.from(), kind.to(), each.count, List.copyOf(each.examples))));
        changes.sort(Comparator.comparingLong(KindOfChange::count)
                .reversed()
                .thenComparing(KindOfChange::from)
                .thenComparing(KindOfChange::to));
        List<RuleChange> fired = new ArrayList<>();
        rules.forEach((rule, counts) -> fired.add(new RuleChange(rule, counts[2], counts[0], counts[1])));
        fired.sort(Comparator.comparingLong((RuleChange each) -> each.changed() + each.onlyThen() + each.onlyNow())
                .reversed()
                .thenComparing(RuleChange::rule));
        List<FieldSum> fields =
                sums.fields().stream().filter(each -> shown.test(each.field())).toList();
        List<Undecidable> refused = new ArrayList<>();
        reasons.forEach((key, each) ->
                refused.add(new Undecidable(key.cause(), key.subject(), each.detail, each.count, each.example)));
        refused.sort(Comparator.comparingLong(Undecidable::count)
                .reversed()
                .thenComparing(Undecidable::cause)
                .thenComparing(Undecidable::subject));
        return new ReplayReport(
                unchanged, changed, undecidable, changes, fired, fields, refused, List.copyOf(sensitive));
    }

    /** Changes of one kind, with the clearest examples. */
    private static final class Changes {
        private static final int EXAMPLES = 10;
        private static final Comparator<Example> CLEAREST =
                Comparator.comparing(Example::difference).reversed().thenComparing(Example::decision);

        private final TreeSet<Example> examples = new TreeSet<>(CLEAREST);
        private long count;

        void add(long more, Iterable<Example> others) {
            count += more;
            for (Example each : others) {
                examples.add(each);
                if (examples.size() > EXAMPLES) {
                    examples.pollLast();
                }
            }
        }
    }

    /** Decisions that can't be decided for one reason. */
    private static final class Refusals {
        private final String detail;
        private final UUID example;
        private long count;

        Refusals(String detail, UUID example, long count) {
            this.detail = detail;
            this.example = example;
            this.count = count;
        }
    }
}

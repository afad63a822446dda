package dev.understudy.review;

import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.replay.compare.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What deciding recorded decisions again came to so far: the newest ones, whose counts say what would have happened, and
 * older ones with rare outcomes, whose counts say nothing of how often. Written by one thread, and read by any.
 */
final class FoundImpact {
    private volatile @Nullable String note;
    private volatile long wanted;
    private volatile @Nullable Instant since;
    private volatile @Nullable ReplayReport newest;
    private volatile @Nullable ReplayReport rare;
    private volatile long lookedThrough;
    private volatile @Nullable ImpactFigures figures;

    /** How many of the newest decisions are to be decided again, and when the oldest of them was. */
    void replays(int decisions, Instant oldest) {
        wanted = decisions;
        since = oldest;
    }

    /** What the newest came to up to now. */
    void newest(ReplayReport found) {
        newest = found;
    }

    /** What the rare ones came to up to now, drawn from so many. */
    void rare(ReplayReport found, long from) {
        rare = found;
        lookedThrough = from;
    }

    /** All were decided. */
    void whole(String sample, Tally ofNewest, Tally ofRare) {
        newest = ofNewest.report();
        figures = new ImpactFigures(
                sample,
                ofNewest.counted(),
                ofNewest.changed() + ofNewest.undecidable(),
                ofNewest.digest() + ofRare.digest());
    }

    /** Why there is no impact: a sentence. */
    void none(String sentence) {
        note = sentence;
    }

    /** What is compared, once it is whole. */
    Optional<ImpactFigures> figures() {
        return Optional.ofNullable(figures);
    }

    /** All that happen. */
    List<BlastRadius.Transition> transitions() {
        List<BlastRadius.Transition> transitions = new ArrayList<>();
        for (ReplayReport report : new @Nullable ReplayReport[] {newest, rare}) {
            if (report != null) {
                report.kinds().forEach(kind -> transitions.add(new BlastRadius.Transition(kind.from(), kind.to())));
            }
        }
        return transitions;
    }

    /**
     * Without what outcomes hold: examples are named by their ids, and read in the decision log, where they are masked.
     *
     * @param touched the names of the rules that the change touches, which come first
     */
    @Nullable
    Map<String, Object> document(Set<String> touched) {
        ReplayReport report = newest;
        String why = note;
        Map<String, Object> document = new LinkedHashMap<>();
        if (why != null) {
            document.put("note", why);
        }
        if (report == null) {
            return why == null ? null : document;
        }
        document.put("whole", figures != null);
        document.put("of", "the last " + wanted + " decisions" + (since == null ? "" : ", since " + since));
        document.put("wanted", wanted);
        put(report, touched, document);
        ReplayReport older = rare;
        if (older != null) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put(
                    "of",
                    older.counted() + " older decisions whose outcomes are rare, drawn from " + lookedThrough
                            + ": no count of how often");
            put(older, touched, part);
            document.put("rare", part);
        }
        return document;
    }

    private static void put(ReplayReport report, Set<String> touched, Map<String, Object> document) {
        document.put("decisions", report.counted());
        document.put("unchanged", report.unchanged());
        document.put("changed", report.changed());
        document.put("undecidable", report.undecidable());
        document.put("kinds", report.kinds().stream().map(FoundImpact::kind).toList());
        document.put(
                "rules",
                Stream.of(true, false)
                        .flatMap(first -> report.rules().stream()
                                .filter(each -> touched.contains(each.rule()) == first)
                                .map(each -> rule(each, first)))
                        .toList());
        document.put("sums", report.sums());
        document.put("reasons", report.reasons());
    }

    private static Map<String, Object> rule(ReplayReport.RuleChange rule, boolean touched) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("rule", rule.rule());
        document.put("touched", touched);
        document.put("changed", rule.changed());
        document.put("onlyThen", rule.onlyThen());
        document.put("onlyNow", rule.onlyNow());
        return document;
    }

    private static Map<String, Object> kind(ReplayReport.KindOfChange kind) {
        List<Map<String, Object>> examples = kind.examples().stream()
                .map(each -> Map.<String, Object>of(
                        "decision", each.decision(),
                        "difference", each.difference(),
                        "onlyThen", each.onlyThen(),
                        "onlyNow", each.onlyNow()))
                .toList();
        return Map.of("from", kind.from(), "to", kind.to(), "count", kind.count(), "examples", examples);
    }
}

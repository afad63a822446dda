package dev.understudy.review;

import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.review.coverage.Coverage;
import dev.understudy.review.difference.CallerEffect;
import dev.understudy.review.difference.RulesetDifference;
import dev.understudy.review.mutation.MutationReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found of one ruleset so far. Written by one thread, and read by any. */
final class FoundEvidence {
    private volatile @Nullable RulesetDifference difference;
    private volatile @Nullable Coverage coverage;
    private volatile @Nullable MutationReport mutants;
    private volatile @Nullable ReplayReport impact;
    private volatile @Nullable String note;
    private volatile long wanted;
    private volatile boolean replayed;

    void difference(RulesetDifference found) {
        difference = found;
    }

    void coverage(Coverage found) {
        coverage = found;
    }

    void mutants(MutationReport found) {
        mutants = found;
    }

    /** How many decisions are to be decided again. */
    void replays(long decisions) {
        wanted = decisions;
    }

    /** What they came to up to now. */
    void impact(ReplayReport found, boolean whole) {
        impact = found;
        replayed = whole;
    }

    /** Why there is no impact: a sentence. */
    void noImpact(String sentence) {
        note = sentence;
        replayed = true;
    }

    /** Whether callers break; empty as long as that is not known. */
    Optional<Boolean> breaksContract() {
        RulesetDifference found = difference;
        return found == null ? Optional.empty() : Optional.of(found.contract().effect() == CallerEffect.BREAKS);
    }

    /** What deciding again came to, once it is whole. */
    Optional<ReplayReport> wholeImpact() {
        return replayed ? Optional.ofNullable(impact) : Optional.empty();
    }

    Map<String, Object> document(String ruleset) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ruleset", ruleset);
        put(document, "difference", difference);
        put(document, "coverage", coverage);
        put(document, "mutants", mutants);
        put(document, "impact", impactDocument());
        return document;
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value);
        }
    }

    /** Without what outcomes hold: examples are named by their ids, and read in the decision log, where they are masked. */
    private @Nullable Map<String, Object> impactDocument() {
        ReplayReport report = impact;
        String why = note;
        Map<String, Object> document = new LinkedHashMap<>();
        if (why != null) {
            document.put("note", why);
        }
        if (report == null) {
            return why == null ? null : document;
        }
        document.put("whole", replayed);
        document.put("wanted", wanted);
        document.put("decisions", report.counted());
        document.put("unchanged", report.unchanged());
        document.put("changed", report.changed());
        document.put("undecidable", report.undecidable());
        document.put("kinds", report.kinds().stream().map(FoundEvidence::kind).toList());
        document.put("rules", report.rules());
        document.put("sums", report.sums());
        document.put("reasons", report.reasons());
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

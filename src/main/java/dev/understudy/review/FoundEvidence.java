package dev.understudy.review;

import dev.understudy.review.difference.CallerEffect;
import dev.understudy.review.difference.RulesetDifference;
import dev.understudy.review.difference.TouchedRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found of one ruleset so far. Written by one thread, and read by any. */
final class FoundEvidence {
    private final FoundImpact impact = new FoundImpact();
    private volatile @Nullable RulesetDifference difference;
    private volatile @Nullable Object coverage;
    private volatile @Nullable Object mutants;

    void difference(RulesetDifference found) {
        difference = found;
    }

    /** Values that Jackson can write. */
    void coverage(@Nullable Object found) {
        coverage = found;
    }

    void mutants(@Nullable Object found) {
        mutants = found;
    }

    FoundImpact impact() {
        return impact;
    }

    /** Whether callers break; empty as long as that is not known. */
    Optional<Boolean> breaksContract() {
        RulesetDifference found = difference;
        return found == null ? Optional.empty() : Optional.of(found.contract().effect() == CallerEffect.BREAKS);
    }

    Map<String, Object> document(String ruleset) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ruleset", ruleset);
        put(document, "difference", difference);
        put(document, "coverage", coverage);
        put(document, "mutants", mutants);
        put(document, "impact", impact.document(touched()));
        return document;
    }

    private Set<String> touched() {
        RulesetDifference found = difference;
        return found == null
                ? Set.of()
                : found.touched().stream().map(TouchedRule::rule).collect(Collectors.toSet());
    }

    private static void put(Map<String, Object> document, String name, @Nullable Object value) {
        if (value != null) {
            document.put(name, value);
        }
    }
}

package dev.understudy.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is counted on of evidence that is whole.
 *
 * @param rulesets all that are touched
 * @param breaksContract whether facts or outcomes of callers no longer fit
 * @param transitions all that happen, of outcomes
 * @param impacts by ruleset; one without an entry could not be decided again
 */
record EvidenceFigures(
        List<String> rulesets,
        boolean breaksContract,
        List<BlastRadius.Transition> transitions,
        Map<String, ImpactFigures> impacts) {
    EvidenceFigures {
        rulesets = List.copyOf(rulesets);
        transitions = List.copyOf(transitions);
        impacts = new TreeMap<>(impacts);
    }

    private long counted() {
        return impacts.values().stream().mapToLong(ImpactFigures::counted).sum();
    }

    @JsonIgnore
    long changed() {
        return impacts.values().stream().mapToLong(ImpactFigures::changed).sum();
    }

    /** How many percent of decisions change. No recorded decisions are no proof that nothing changes. */
    OptionalDouble percent() {
        long counted = counted();
        return counted == 0 ? OptionalDouble.empty() : OptionalDouble.of(100.0 * changed() / counted);
    }

    /** Whether no more happens than was declared; empty when nothing was, or nobody knows. */
    Optional<Boolean> isInside(Optional<BlastRadius> declared) {
        OptionalDouble percent = percent();
        return percent.isEmpty() ? Optional.empty() : declared.map(radius -> isInside(radius, percent.getAsDouble()));
    }

    private boolean isInside(BlastRadius radius, double percent) {
        Double most = radius.maxPercent();
        if (most != null && percent > most) {
            return false;
        }
        List<BlastRadius.Transition> allowed = radius.transitions();
        return allowed == null || allowed.isEmpty() || new HashSet<>(allowed).containsAll(transitions);
    }

    /** Why decisions change otherwise than they did: a sentence; empty when they don't. */
    Optional<String> otherwiseThan(EvidenceFigures before) {
        TreeSet<String> names = new TreeSet<>(rulesets);
        names.addAll(before.rulesets);
        for (String name : names) {
            ImpactFigures now = impacts.get(name);
            ImpactFigures then = before.impacts.get(name);
            if (now == null || then == null || now.counted() == 0) {
                return Optional.of("Nobody knows whether decisions of " + name + " change as they did.");
            }
            if (!now.sample().equals(then.sample())) {
                return Optional.of("The impact on " + name + " was looked at with other decisions.");
            }
            if (!now.sameAs(then)) {
                return Optional.of("The impact on " + name + " was " + then.changed() + " of " + then.counted()
                        + " decisions, and is " + now.changed() + " of " + now.counted()
                        + (now.changed() == then.changed() ? ", others or in another way." : "."));
            }
        }
        return Optional.empty();
    }
}

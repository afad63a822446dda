package dev.understudy.rollout.guardrail;

import dev.understudy.ruleset.GuardrailSettings.Harm;
import java.util.EnumMap;
import java.util.Map;

/**
 * All that a rollout's guardrails have seen. Immutable; kept after each change, so that it survives a restart. Those of
 * several nodes add up, when each unit is counted by one of them.
 *
 * @param harm by what went wrong, the units for which it did, each once
 * @param allocation all units that were drawn, each once
 * @param trips how often the candidate failed on facts which the baseline decides
 */
public record Ledger(Map<Harm, Evidence> harm, Evidence allocation, long trips) {
    /** Has evidence of each harm, and its own copy of the map. */
    public Ledger {
        EnumMap<Harm, Evidence> all = new EnumMap<>(Harm.class);
        for (Harm each : Harm.values()) {
            all.put(each, harm.getOrDefault(each, Evidence.none(Hypothesis.HARM)));
        }
        harm = Map.copyOf(all);
        if (trips < 0) {
            throw new IllegalArgumentException("Trips are counted from 0.");
        }
    }

    /** Nothing seen. */
    public static Ledger empty() {
        return new Ledger(Map.of(), Evidence.none(Hypothesis.ALLOCATION), 0);
    }

    /** The evidence of a harm. */
    public Evidence of(Harm kind) {
        return harm.getOrDefault(kind, Evidence.none(Hypothesis.HARM));
    }

    /**
     * With a unit for which something went wrong for the first time.
     *
     * @param exposure that of the decision, from 0 to 1
     */
    public Ledger withBad(Harm kind, boolean onCandidate, double exposure) {
        Map<Harm, Evidence> after = new EnumMap<>(harm);
        after.put(kind, of(kind).with(onCandidate, exposure));
        return new Ledger(after, allocation, trips);
    }

    /**
     * With a unit that was drawn for the first time in this stage, or in this rollout if each is counted once.
     *
     * @param exposure that of the decision, from 0 to 1
     */
    public Ledger withUnit(boolean onCandidate, double exposure) {
        return new Ledger(harm, allocation.with(onCandidate, exposure), trips);
    }

    /** With facts on which the candidate failed, and which the baseline decided. */
    public Ledger withTrip() {
        return new Ledger(harm, allocation, trips + 1);
    }

    /** With what another one saw of other units. */
    public Ledger plus(Ledger other) {
        Map<Harm, Evidence> sum = new EnumMap<>(Harm.class);
        for (Harm each : Harm.values()) {
            sum.put(each, of(each).plus(other.of(each)));
        }
        return new Ledger(sum, allocation.plus(other.allocation), trips + other.trips);
    }
}

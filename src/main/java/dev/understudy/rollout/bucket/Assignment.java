package dev.understudy.rollout.bucket;

import dev.understudy.ruleset.Exposure;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a decision was on its side of a rollout, as the decision log keeps it: with the key, an auditor works it out
 * again.
 *
 * @param rollout its id
 * @param keyId names the key, see {@link RolloutKey#id}
 * @param label the draw that settled it: {@link Draw#ASSIGN}, or {@link Draw#HOLDOUT} for who is held out
 * @param unitKind the ruleset's routing key
 * @param unit its value; null where it is not to be shown
 * @param point where it stands, from 0 to 2^32 - 1
 * @param exposure the share that is in, in whose place {@code ppm} and {@code threshold} are written
 * @param candidate whether the candidate decided
 */
public record Assignment(
        String rollout,
        String keyId,
        String label,
        String unitKind,
        @Nullable String unit,
        long point,
        Exposure exposure,
        boolean candidate) {
    /** Whether it follows from point and threshold: who is drawn by a holdout is never a candidate's. */
    public boolean isConsistent() {
        boolean in = Draw.isIn(point, exposure);
        return label.equals(Draw.HOLDOUT) ? in && !candidate : in == candidate;
    }

    /** Whether this unit is held out. */
    public boolean isHeldOut() {
        return label.equals(Draw.HOLDOUT);
    }

    /** Its fields as they are written to JSON, in order; without {@code unit} when that is null. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rollout", rollout);
        fields.put("keyId", keyId);
        fields.put("label", label);
        fields.put("unitKind", unitKind);
        if (unit != null) {
            fields.put("unit", unit);
        }
        fields.put("point", point);
        fields.put("threshold", exposure.threshold());
        fields.put("ppm", exposure.ppm());
        fields.put("candidate", candidate);
        return fields;
    }
}

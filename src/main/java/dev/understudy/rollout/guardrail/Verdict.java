package dev.understudy.rollout.guardrail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be done with a stage, and why: ready for the audit log.
 *
 * @param act what is to be done: the strongest that a finding asks for
 * @param findings one for each gate that was looked at, what asks for most first
 */
public record Verdict(Act act, List<Finding> findings) {
    /** Takes the act from the findings. */
    static Verdict of(List<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::act).reversed());
        return new Verdict(sorted.getFirst().act(), List.copyOf(sorted));
    }

    /** What is to be done. */
    public enum Act {
        /** No harm shown: the stage may end. */
        PROCEED,
        /** The stage stays as it is. */
        HOLD,
        /** The candidate has to go, at once. */
        ROLL_BACK
    }

    /** What looked. */
    public enum Gate {
        /** The candidate failed on facts which the baseline decides. */
        FAST_TRIP(true),
        /** The mean of the e-values of all harms. */
        HARM(true),
        /** The e-value of one harm. */
        SINGLE_HARM(true),
        /** The absolute share of units with a harm. */
        FLOOR(true),
        /** Whether as many units are on the candidate as should be. */
        ALLOCATION(true),
        /** Whether more decisions change than was declared, as the shadow shows. */
        BLAST_RADIUS(true),
        /** How many decisions change otherwise than was declared, as the shadow shows. */
        TRANSITIONS(true),
        /** How many decisions were shadowed. */
        DECISIONS(false),
        /** How long the stage has lasted, in seconds. */
        SOAK(false),
        /** How many units the candidate has decided for. */
        UNITS(false);

        private final boolean alarms;

        Gate(boolean alarms) {
            this.alarms = alarms;
        }
    }

    /**
     * What one gate saw.
     *
     * @param gate which
     * @param subject the harm it looked at, in lower case; empty for none
     * @param act what it asks for
     * @param value what it saw; infinite when it is too large for a double
     * @param bound what it compared that with
     */
    public record Finding(Gate gate, String subject, Act act, double value, double bound) {
        /** Whether people are to be told: this is no waiting, something is wrong. */
        public boolean isAlarm() {
            return gate.alarms && act != Act.PROCEED;
        }

        /** Its fields, as the audit log keeps them; numbers that are too large are a text. */
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("gate", gate.name());
            if (!subject.isEmpty()) {
                fields.put("subject", subject);
            }
            fields.put("act", act.name());
            fields.put("value", Double.isFinite(value) ? (Object) value : "infinite");
            fields.put("bound", bound);
            return fields;
        }
    }

    /** Whether people are to be told. */
    public boolean isAlarm() {
        return findings.stream().anyMatch(Finding::isAlarm);
    }

    /** The finding that settled it. */
    public Finding cause() {
        return findings.getFirst();
    }

    /** Its fields, as the audit log keeps them. */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("act", act.name());
        fields.put("findings", findings.stream().map(Finding::fields).toList());
        return fields;
    }
}

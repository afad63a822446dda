package dev.understudy.replay.compare;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.understudy.json.KnownJson;
import dev.understudy.ruleset.Decision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Recorded outcomes that were read before: most rulesets have few that differ, and reading one takes as long as deciding
 * it. For one thread.
 */
final class KnownOutcomes {
    private static final int MOST = 2_048;
    private static final int MOST_BYTES = 1_024;

    private final Map<Key, Known> known = new HashMap<>();
    private final List<Known> met = new ArrayList<>();

    /** Both texts, compared by their bytes. */
    private static final class Key {
        private final byte[] outcome;
        private final byte[] fired;
        private final int hash;

        Key(byte[] outcome, byte[] fired) {
            this.outcome = outcome;
            this.fired = fired;
            this.hash = 31 * Arrays.hashCode(outcome) + Arrays.hashCode(fired);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && hash == key.hash
                    && Arrays.equals(outcome, key.outcome)
                    && Arrays.equals(fired, key.fired);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** One outcome with the rules that made it. */
    static final class Known {
        private final OutcomeFigures figures;
        private final List<Decision.FiredRule> fired;
        private final List<Known> met;
        private final boolean shared;
        private long times;

        private Known(OutcomeFigures figures, List<Decision.FiredRule> fired, List<Known> met, boolean shared) {
            this.figures = figures;
            this.fired = fired;
            this.met = met;
            this.shared = shared;
        }

        OutcomeFigures figures() {
            return figures;
        }

        List<Decision.FiredRule> fired() {
            return fired;
        }

        /** Whether it can be {@linkplain #met counted} for all of its kind at once. */
        boolean isShared() {
            return shared;
        }

        /** Counts one decision more that has it, then and now. */
        void met() {
            if (times++ == 0) {
                met.add(this);
            }
        }
    }

    /** What an outcome says, without sealed values. */
    Known of(byte[] outcome, byte[] firedRules) {
        if (outcome.length > MOST_BYTES) {
            return read(outcome, firedRules);
        }
        Key key = new Key(outcome, firedRules);
        Known one = known.get(key);
        if (one == null) {
            if (known.size() >= MOST) {
                known.clear();
            }
            one = new Known(Comparer.figures(outcome), fired(firedRules), met, true);
            known.put(key, one);
        }
        return one;
    }

    /** The same of one that is met once. */
    static Known read(byte[] outcome, byte[] firedRules) {
        return new Known(Comparer.figures(outcome), fired(firedRules), List.of(), false);
    }

    /** Adds what was met since the last time, and forgets how often. */
    void settle(Tally tally) {
        for (Known each : met) {
            tally.unchanged(each.times);
            for (Leaf leaf : each.figures.leaves()) {
                if (leaf.number() != null) {
                    tally.sums().then(leaf.path(), leaf.number(), each.times);
                    tally.sums().now(leaf.path(), leaf.number(), each.times);
                }
            }
            each.times = 0;
        }
        met.clear();
    }

    private static List<Decision.FiredRule> fired(byte[] json) {
        List<Decision.FiredRule> fired = new ArrayList<>();
        try (JsonParser in = KnownJson.OF_BYTES.createParser(json)) {
            String rule = "";
            String field = "";
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    field = in.currentName();
                } else if (token == JsonToken.VALUE_STRING && field.equals("rule")) {
                    rule = in.getText();
                } else if (token == JsonToken.VALUE_NUMBER_INT && field.equals("count")) {
                    fired.add(new Decision.FiredRule(rule, in.getIntValue()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("The log's fired rules are no list of rules.", e);
        }
        return fired;
    }
}

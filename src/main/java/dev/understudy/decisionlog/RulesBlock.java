package dev.understudy.decisionlog;

import java.util.Arrays;

/**
 * The part of a record that is the same for all decisions by the same rules, chosen the same way, encoded once. Callers
 * keep it beside the rules. Immutable.
 */
public final class RulesBlock {
    private final byte[] bytes;

    private RulesBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Encodes it.
     *
     * @param keepDays how long decisions are kept, in days; at least 1
     * @throws IllegalArgumentException when {@code keepDays} is less
     */
    public static RulesBlock of(LoggedDecision.Rules rules, int keepDays) {
        if (keepDays < 1) {
            throw new IllegalArgumentException("A decision is kept for at least a day, not " + keepDays + ".");
        }
        RecordBytes out = new RecordBytes(256);
        out.number(keepDays);
        out.text(rules.ruleset());
        out.text(rules.branch());
        out.text(rules.commit());
        out.text(rules.selectedBy());
        out.one(rules.effective() ? 1 : 0);
        out.text(rules.rolloutSide());
        out.text(rules.engine());
        return new RulesBlock(Arrays.copyOf(out.array(), out.size()));
    }

    void writeTo(RecordBytes out) {
        out.raw(bytes, 0, bytes.length);
    }
}

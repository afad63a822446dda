package dev.understudy.decisionlog;

import dev.understudy.ruleset.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes decisions from their parts, one after the other, without leaving garbage: {@link #begin}, {@link #asked},
 * {@link #decided}, {@link #took}, and then {@link #array} holds the record. For one thread; meant to be kept.
 */
public final class RecordWriter {
    /** The first byte of what this class writes. */
    static final int VERSION = 2;

    /** As written before rollouts: without the assignment at its end. */
    static final int WITHOUT_ASSIGNMENT = 1;

    private static final int USUAL_BYTES = 2048;

    private final RecordBytes out = new RecordBytes(USUAL_BYTES);
    private int parts;

    /**
     * Begins a record, and forgets the one before.
     *
     * @param idHigh the first 64 bits of its id, a UUID of version 7
     * @param idLow the last 64 bits
     * @param rules by which rules
     */
    public void begin(long idHigh, long idLow, RulesBlock rules) {
        parts = 0;
        out.reset();
        out.one(VERSION);
        out.eight(idHigh);
        out.eight(idLow);
        rules.writeTo(out);
        parts = 1;
    }

    /**
     * What was asked.
     *
     * @param caller the account that asked
     * @param routingKey null when there is none
     * @param body holds the call's body, sealed, {@code length} bytes from {@code offset}
     */
    public void asked(String caller, @Nullable String routingKey, byte[] body, int offset, int length) {
        follows(1);
        out.text(caller);
        out.text(routingKey);
        out.block(body, offset, length);
        parts = 2;
    }

    /**
     * What was decided.
     *
     * @param outcome holds the outcome, sealed, {@code length} bytes from {@code offset}
     * @param firedRules in the order of the first firing
     */
    public void decided(byte[] outcome, int offset, int length, List<Decision.FiredRule> firedRules) {
        follows(2);
        out.block(outcome, offset, length);
        int count = firedRules.size();
        out.number(count);
        for (int i = 0; i < count; i++) {
            Decision.FiredRule fired = firedRules.get(i);
            out.text(fired.rule());
            out.number(fired.count());
        }
        parts = 3;
    }

    /** The same of a decision that was not drawn. */
    public void took(long steps, int firings, long nanos) {
        took(steps, firings, nanos, null);
    }

    /**
     * What it took: steps of rule code, rules fired, nanoseconds of the engine. The record is whole now.
     *
     * @param assignment JSON of why it was on its side of a rollout; null when it was not drawn
     */
    public void took(long steps, int firings, long nanos, @Nullable String assignment) {
        follows(3);
        out.number(Math.max(0, steps));
        out.number(Math.max(0, firings));
        out.number(Math.max(0, nanos));
        out.text(assignment);
        parts = 4;
    }

    /** The buffer itself, of which the first {@link #size} bytes are the record; valid until the next one begins. */
    public byte[] array() {
        follows(4);
        return out.array();
    }

    /** How many bytes the record has. */
    public int size() {
        follows(4);
        return out.size();
    }

    private void follows(int expected) {
        if (parts != expected) {
            throw new IllegalStateException("A record is written by begin, asked, decided and took, in this order.");
        }
    }
}

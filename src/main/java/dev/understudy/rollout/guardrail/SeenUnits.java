package dev.understudy.rollout.guardrail;

import java.util.Arrays;

/**
 * Which units were counted, by 64 bits of their hash: an exact set up to a number of units, 16 bytes or less for each.
 * When it is full it takes no more, and counting ends there: that keeps the evidence so far valid, since what is seen
 * next had no part in it. Thread-safe.
 */
public final class SeenUnits {
    private static final int SMALLEST = 64;

    private final int most;
    private long[] slots = new long[SMALLEST];
    private boolean hasZero;
    private int size;

    /** @param most how many units at most, from 1 to 2^28 */
    public SeenUnits(int most) {
        if (most < 1 || most > 1 << 28) {
            throw new IllegalArgumentException("A set of " + most + " units.");
        }
        this.most = most;
    }

    /**
     * Notes a unit.
     *
     * @param bits as {@link dev.understudy.rollout.bucket.Draw#bits} gives them
     * @return whether it is new, and is to be counted; false when it was there, or when the set is full
     */
    public synchronized boolean add(long bits) {
        if (contains(bits) || size == most) {
            return false;
        }
        size++;
        if (bits == 0) {
            hasZero = true;
            return true;
        }
        if (size * 2L > slots.length) {
            grow();
        }
        slots[place(bits)] = bits;
        return true;
    }

    /** Whether a unit was noted. */
    public synchronized boolean contains(long bits) {
        return bits == 0 ? hasZero : slots[place(bits)] == bits;
    }

    /** How many there are. */
    public synchronized int size() {
        return size;
    }

    /** Whether it takes no more. */
    public synchronized boolean isFull() {
        return size == most;
    }

    /** All of them, in no order: to be kept. */
    public synchronized long[] toArray() {
        long[] all = new long[size];
        int next = hasZero ? 1 : 0;
        for (long each : slots) {
            if (each != 0) {
                all[next++] = each;
            }
        }
        return all;
    }

    private int place(long bits) {
        int mask = slots.length - 1;
        // The upper half is the point, which is all low or all high for one side.
        int at = Long.hashCode(bits * 0x9E3779B97F4A7C15L) & mask;
        while (slots[at] != 0 && slots[at] != bits) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        Arrays.stream(before).filter(each -> each != 0).forEach(each -> slots[place(each)] = each);
    }
}

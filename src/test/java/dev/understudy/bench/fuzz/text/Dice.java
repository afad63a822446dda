package dev.understudy.bench.fuzz.text;

import java.util.List;
import java.util.SplittableRandom;

/** The chances of one case: the same for the same seed. Not thread-safe. */
public final class Dice {
    private final SplittableRandom random;

    /** Throws the same for the same seed and number. */
    public Dice(long seed, long number) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    }

    /** From 0 to {@code bound}, which is not reached; 0 when there is nothing below. */
    public int below(int bound) {
        return bound <= 1 ? 0 : random.nextInt(bound);
    }

    /** True once in so many throws. */
    public boolean oneIn(int number) {
        return below(number) == 0;
    }

    /** One of a list that is not empty. */
    public <T> T of(List<T> list) {
        return list.get(below(list.size()));
    }

    /** One of several. */
    @SafeVarargs
    public final <T> T of(T... choices) {
        return choices[below(choices.length)];
    }
}

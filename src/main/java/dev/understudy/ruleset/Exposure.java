package dev.understudy.ruleset;

import java.math.BigDecimal;

/**
 * The share of units that a candidate decides for: a whole number of parts per million.
 *
 * @param ppm parts per million, from 0 to 1,000,000
 */
public record Exposure(int ppm) implements Comparable<Exposure> {
    /** Nobody. */
    public static final Exposure NONE = new Exposure(0);

    /** Everybody. */
    public static final Exposure ALL = new Exposure(1_000_000);

    private static final int MILLION = 1_000_000;
    private static final int PPM_DIGITS = 4;

    /** @throws IllegalArgumentException when it is less than nobody or more than everybody */
    public Exposure {
        if (ppm < 0 || ppm > MILLION) {
            throw new IllegalArgumentException("An exposure of " + ppm + " ppm; it is from 0 to 1,000,000.");
        }
    }

    /**
     * An exposure in percent.
     *
     * @param percent from 0 to 100, with at most four decimals
     * @throws ArithmeticException when it is no whole number of parts per million
     */
    public static Exposure percent(BigDecimal percent) {
        return new Exposure(percent.movePointRight(PPM_DIGITS).intValueExact());
    }

    /** Points below this are in: {@code floor(ppm * 2^32 / 1,000,000)}, from 0 to 2^32. */
    public long threshold() {
        return ((long) ppm << 32) / MILLION;
    }

    /** As a share, from 0 to 1. */
    public double share() {
        return (double) ppm / MILLION;
    }

    /** In percent, {@code 10.25}, without the sign. */
    public String percent() {
        BigDecimal percent = BigDecimal.valueOf(ppm).movePointLeft(PPM_DIGITS).stripTrailingZeros();
        return percent.toPlainString();
    }

    @Override
    public int compareTo(Exposure other) {
        return Integer.compare(ppm, other.ppm);
    }

    @Override
    public String toString() {
        return percent() + " %";
    }
}

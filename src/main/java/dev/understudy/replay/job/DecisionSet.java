package dev.understudy.replay.job;

import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions are in a set, and how many: a digest of their ids, newest first. 128 bits that nobody has an interest
 * in forging; what goes on from a kept {@link #text()} gives the same as one that was never interrupted. For one thread.
 */
final class DecisionSet {
    private static final long PRIME = 0x9e3779b97f4a7c15L;
    private static final HexFormat HEX = HexFormat.of();

    private long first;
    private long second;
    private long count;
    private @Nullable UUID newest;
    private @Nullable UUID oldest;

    DecisionSet() {}

    /** One that goes on from a kept text and number. */
    DecisionSet(String text, long count) {
        this.first = HexFormat.fromHexDigitsToLong(text, 0, 16);
        this.second = HexFormat.fromHexDigitsToLong(text, 16, 32);
        this.count = count;
    }

    /** The next one, older than those before. */
    void add(UUID id) {
        if (newest == null) {
            newest = id;
        }
        oldest = id;
        count++;
        first = mixed(first * PRIME + mixed(id.getMostSignificantBits()) + id.getLeastSignificantBits());
        second = mixed((second ^ id.getLeastSignificantBits()) * PRIME + mixed(id.getMostSignificantBits() ^ first));
    }

    private static long mixed(long value) {
        long bits = (value ^ value >>> 32) * 0xd6e8feb86659fd93L;
        return (bits ^ bits >>> 29) * 0xbf58476d1ce4e5b9L ^ bits >>> 32;
    }

    long count() {
        return count;
    }

    /** The id of the first one that was added here; only of a set that has one. */
    UUID newest() {
        return Objects.requireNonNull(newest, "The set is empty.");
    }

    /** The id of the last one. */
    UUID oldest() {
        return Objects.requireNonNull(oldest, "The set is empty.");
    }

    /** 32 hexadecimal digits. */
    String text() {
        return HEX.toHexDigits(first) + HEX.toHexDigits(second);
    }
}

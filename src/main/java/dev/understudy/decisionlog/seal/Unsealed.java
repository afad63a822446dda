package dev.understudy.decisionlog.seal;

import dev.understudy.json.Utf8Sink;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * JSON with its sensitive values put back.
 *
 * @param json with what could be opened
 * @param lacking ids of keys that are not configured, so that their values stay sealed
 * @param damaged ids of keys that did not open what names them: it is another key, or the value was altered
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, compared by nobody.
public record Unsealed(byte[] json, Set<String> lacking, Set<String> damaged) {
    /** Keeps its own copies of the sets. */
    public Unsealed {
        lacking = Set.copyOf(lacking);
        damaged = Set.copyOf(damaged);
    }

    /** Whether all is as it was before it was sealed. */
    public boolean complete() {
        return lacking.isEmpty() && damaged.isEmpty();
    }

    /** Puts it together, from the front to the back. */
    static final class Builder {
        private final byte[] json;
        private final Utf8Sink out = new Utf8Sink();
        private final Set<String> lacking = new LinkedHashSet<>();
        private final Set<String> damaged = new LinkedHashSet<>();
        private int copied;

        Builder(byte[] json) {
            this.json = json;
        }

        void replace(int start, int end, byte[] value) {
            out.raw(json, copied, start - copied);
            out.raw(value);
            copied = end;
        }

        void lacks(String keyId) {
            lacking.add(keyId);
        }

        void damaged(String keyId) {
            damaged.add(keyId);
        }

        Unsealed build() {
            out.raw(json, copied, json.length - copied);
            return new Unsealed(out.toByteArray(), lacking, damaged);
        }
    }
}

package dev.understudy.decisionlog.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds sealed values in JSON. Their opening bytes hold quotes that no text in JSON can hold without escapes, so that
 * they are found without reading the JSON around them.
 */
final class SealedValues {
    static final String OPEN = "{\"$sealed\":\"";

    private static final byte[] OPENING = OPEN.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "\"}".getBytes(StandardCharsets.US_ASCII);

    private SealedValues() {}

    /** Is told of one. */
    interface Visitor {
        /**
         * Of this one.
         *
         * @param start where it begins
         * @param end behind its end
         * @param keyId the key it was sealed with
         * @param text base64url
         */
        void visit(int start, int end, String keyId, String text);
    }

    static void each(byte[] json, Visitor visitor) {
        int at = find(json, OPENING, 0);
        while (at >= 0) {
            int text = at + OPENING.length;
            int end = find(json, CLOSING, text);
            if (end < 0) {
                return;
            }
            String inside = new String(json, text, end - text, StandardCharsets.UTF_8);
            int colon = inside.indexOf(':');
            if (colon > 0) {
                visitor.visit(at, end + CLOSING.length, inside.substring(0, colon), inside.substring(colon + 1));
            }
            at = find(json, OPENING, end);
        }
    }

    private static int find(byte[] json, byte[] wanted, int from) {
        for (int at = from; at <= json.length - wanted.length; at++) {
            if (json[at] == wanted[0] && Arrays.equals(json, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}

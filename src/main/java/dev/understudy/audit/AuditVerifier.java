package dev.understudy.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.understudy.content.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks an export of the audit log without the service: that no record in it was altered, and none between the first
 * and the last removed. What was cut off at its end only a head that was kept elsewhere tells; see {@link
 * AuditAnchors}. For one file.
 */
public final class AuditVerifier {
    private static final int LONGEST_LINE = 16 << 20;
    private static final byte[] SEQ = AuditChain.SEQ.getBytes(US_ASCII);
    private static final byte[] PREVIOUS = AuditChain.PREVIOUS.getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final byte[] HASH = AuditChain.HASH.getBytes(US_ASCII);

    private final InputStream in;
    private final TreeMap<Long, String> heads;
    private long nextHead;
    private int anchors;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] last = new byte[32];
    private final byte[] stated = new byte[32];
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;
    private int lineEnd;
    private long line;
    private long first;
    private long seq;

    /**
     * What came of it.
     *
     * @param records how many were checked
     * @param first the number of the first, 0 when there is none
     * @param last the number of the last
     * @param head the hash of the last, 64 hexadecimal digits
     * @param anchors how many anchored heads are among them
     * @param fault what is wrong, with the line in the file; null when nothing is
     */
    public record Result(
            long records,
            long first,
            long last,
            String head,
            int anchors,
            @Nullable String fault) {}

    /**
     * A check.
     *
     * @param in an export; the caller closes it
     * @param heads what was anchored: hashes of 64 hexadecimal digits by the number of their record
     */
    public AuditVerifier(InputStream in, Map<Long, String> heads) {
        this.in = in;
        this.heads = new TreeMap<>(heads);
        this.nextHead = this.heads.isEmpty() ? Long.MAX_VALUE : this.heads.firstKey();
    }

    /** Checks up to the end or the first fault. */
    public Result verify() throws IOException {
        String fault = null;
        while (fault == null && nextLine()) {
            int length = lineEnd - start;
            if (length > 0 && buffer[lineEnd - 1] == '\r') {
                length--;
            }
            fault = check(start, length);
            start = Math.min(lineEnd + 1, end);
        }
        if (fault == null && !heads.isEmpty() && heads.lastKey() > seq) {
            line--;
            fault = "it ends at record " + seq + ", but record " + heads.lastKey() + " was anchored";
        }
        long records = first == 0 ? 0 : seq - first + 1;
        return new Result(
                records,
                first,
                seq,
                AuditChain.hex(last),
                anchors,
                fault == null ? null : "Line " + line + ": " + fault);
    }

    /** Finds the next line; false at the end. */
    private boolean nextLine() throws IOException {
        line++;
        int searched = start;
        while (true) {
            for (int i = searched; i < end; i++) {
                if (buffer[i] == '\n') {
                    lineEnd = i;
                    return true;
                }
            }
            searched = end - start;
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            } else if (end == buffer.length) {
                if (end >= LONGEST_LINE) {
                    throw new IOException("Line " + line + " has more than " + LONGEST_LINE + " bytes.");
                }
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                lineEnd = end;
                return end > start;
            }
            end += read;
        }
    }

    /** What is wrong with a line, or null. */
    private @Nullable String check(int from, int length) {
        int tail = from + length - AuditChain.TAIL_LENGTH;
        int digits = from + SEQ.length;
        if (tail <= digits || !holds(from, SEQ) || !holds(tail, HASH) || !holds(from + length - END.length, END)) {
            return "this is no record of an audit log";
        }
        long number = 0;
        int at = digits;
        for (; at < tail && buffer[at] >= '0' && buffer[at] <= '9' && number < Long.MAX_VALUE / 10 - 1; at++) {
            number = number * 10 + buffer[at] - '0';
        }
        if (number == 0 || !holds(at, PREVIOUS)) {
            return "this is no record of an audit log";
        }
        if (first != 0 && number != seq + 1) {
            return "record " + number + " follows on record " + seq + "; what lay between is missing";
        }
        if (!hex(at + PREVIOUS.length, stated)) {
            return "the hash before record " + number + " is none";
        }
        if (first == 0 ? number == 1 && !Arrays.equals(stated, AuditChain.BEGINNING) : !Arrays.equals(stated, last)) {
            return "record " + number + " does not follow on the record before it: one of them was altered";
        }
        digest.update(buffer, from, tail - from);
        digest.update((byte) '}');
        byte[] computed = digest.digest();
        if (!hex(tail + HASH.length, stated) || !Arrays.equals(stated, computed)) {
            return "record " + number + " was altered: its hash is not that of its text";
        }
        System.arraycopy(computed, 0, last, 0, last.length);
        first = first == 0 ? number : first;
        seq = number;
        return number >= nextHead ? checkHead() : null;
    }

    /** Heads before the first record of a part of the log are skipped. */
    private @Nullable String checkHead() {
        String anchored = heads.get(seq);
        Long next = heads.higherKey(seq);
        nextHead = next == null ? Long.MAX_VALUE : next;
        if (anchored == null) {
            return null;
        }
        anchors++;
        return anchored.equals(AuditChain.hex(last))
                ? null
                : "record " + seq + " is another one than was anchored: the log was written anew";
    }

    private boolean holds(int at, byte[] wanted) {
        return at >= 0
                && at + wanted.length <= end
                && Arrays.equals(buffer, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private boolean hex(int at, byte[] bytes) {
        if (at + 2 * bytes.length > end) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            int high = buffer[at + 2 * i];
            int low = buffer[at + 2 * i + 1];
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                return false;
            }
            bytes[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return true;
    }
}

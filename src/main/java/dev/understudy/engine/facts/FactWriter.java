package dev.understudy.engine.facts;

import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** One run of writing facts: the sink, how deep it is and how much may be written, and the field it is at. */
final class FactWriter {
    private final Utf8Sink sink;
    private final int maxBytes;
    private final int end;
    private final int[] dateFields = new int[FixedPattern.FIELDS];
    private final Ranges sensitive = new Ranges();
    private final boolean masks;
    private int depth;
    private @Nullable FieldAccess field;

    /** @param maxBytes how many bytes may be written */
    FactWriter(Utf8Sink sink, int maxBytes) {
        this(sink, maxBytes, false);
    }

    /**
     * @param maxBytes how many bytes may be written
     * @param masks whether sensitive fields are left out of sight
     */
    FactWriter(Utf8Sink sink, int maxBytes, boolean masks) {
        this.sink = sink;
        this.masks = masks;
        this.maxBytes = maxBytes;
        end = (int) Math.min(Integer.MAX_VALUE, (long) sink.size() + maxBytes);
    }

    Utf8Sink sink() {
        return sink;
    }

    /** Whether sensitive fields are left out of sight. */
    boolean masks() {
        return masks;
    }

    /** Room for the parts of a date, the same each time. */
    int[] dateFields() {
        return dateFields;
    }

    /** Where the sensitive values stand in what was written, so far. */
    Ranges sensitive() {
        return sensitive;
    }

    /** The next value is that of {@code next}. */
    void at(FieldAccess next) {
        field = next;
        checkRoom(0);
    }

    /** Opens an object or a list. */
    void open(char bracket) {
        if (++depth > FactLimits.DEPTH) {
            throw failure("leads more than " + FactLimits.DEPTH
                    + " levels deep, in a circle perhaps. Let facts hold values and not each other.");
        }
        sink.raw(bracket);
    }

    /** Closes what was opened at {@code start}, the size of the sink behind the opening bracket. */
    void close(int start, char bracket) {
        sink.dropCommaSince(start);
        sink.raw(bracket);
        depth--;
        checkRoom(0);
    }

    /** Text, if there is room for it. */
    void text(String text) {
        checkRoom(text.length());
        sink.text(text);
    }

    /** Stops when {@code more} bytes would be too many; looked at often enough to overshoot by one value at most. */
    void checkRoom(int more) {
        if (sink.size() > end - more) {
            throw new ProblemException(
                    ProblemType.BUDGET_EXCEEDED,
                    "What the rules made is larger than the " + maxBytes + " bytes that it may have.");
        }
    }

    /** An error that blames the rules for the value of the field that is being written. */
    ProblemException failure(String predicate) {
        String subject = field == null ? "The outcome" : field.place();
        return new ProblemException(ProblemType.RULE_FAILED, subject + " " + predicate);
    }
}

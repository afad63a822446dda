package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The values of one body, one after the other, with the checks that hold for every kind of value. The JSON pointer of
 * the place is made from the parser's own context when an error needs it, so good facts pay nothing for it.
 */
final class FactReader {
    private final JsonParser parser;
    private final boolean escapes;
    private final byte[] json;
    private final int offset;
    private final int[] dateFields = new int[FixedPattern.FIELDS];
    private final Ranges sensitive = new Ranges();

    /**
     * Reads what a parser finds.
     *
     * @param escapes whether strings may hold escapes, and so unpaired surrogates
     * @param json what the parser reads, UTF-8
     * @param offset where it begins there
     */
    FactReader(JsonParser parser, boolean escapes, byte[] json, int offset) {
        this.parser = parser;
        this.escapes = escapes;
        this.json = json;
        this.offset = offset;
    }

    JsonParser parser() {
        return parser;
    }

    /** Room for the parts of a date, the same each time. */
    int[] dateFields() {
        return dateFields;
    }

    /** Where the body's sensitive values stand, so far. */
    Ranges sensitive() {
        return sensitive;
    }

    /**
     * Where the value begins that the parser is at and has not been asked for, in bytes from the start of the body. The
     * parser itself forgets it when it compares names.
     */
    int tokenStart() throws IOException {
        int read = switch (parser.currentToken()) {
            case VALUE_TRUE, VALUE_NULL -> 4;
            case VALUE_FALSE -> 5;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getTextLength();
            default -> 1;
        };
        return position() - read;
    }

    /** Where the value ends that the parser has just read. */
    int tokenEnd() throws IOException {
        parser.finishToken();
        return position();
    }

    /** How far the parser is. A parser for free names counts characters, of which UTF-8 has more bytes. */
    private int position() {
        JsonLocation at = parser.currentLocation();
        return at.getByteOffset() >= 0
                ? (int) at.getByteOffset()
                : Utf8Check.bytesOf((int) at.getCharOffset(), json, offset);
    }

    boolean atNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Has an object begin here, not too deep. */
    void enterObject() {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongKind("an object");
        }
        checkDepth();
    }

    /** Has a list begin here, not too deep. */
    void enterList() {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongKind("a list");
        }
        checkDepth();
    }

    private void checkDepth() {
        if (parser.getParsingContext().getNestingDepth() > FactLimits.DEPTH) {
            throw fault("The facts are nested deeper than " + FactLimits.DEPTH + " levels.");
        }
    }

    boolean booleanValue() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrongKind("true or false");
        };
    }

    int intValue(int least, int most) throws IOException {
        requireWhole();
        try {
            int value = parser.getIntValue();
            if (value >= least && value <= most) {
                return value;
            }
        } catch (InputCoercionException _) {
            // Out of range as well.
        }
        throw outOfRange(least, most);
    }

    long longValue() throws IOException {
        requireWhole();
        try {
            return parser.getLongValue();
        } catch (InputCoercionException _) {
            throw outOfRange(Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    private void requireWhole() {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw wrongKind("a whole number");
        }
    }

    private ProblemException outOfRange(long least, long most) {
        return fault("The number is out of range: from " + least + " to " + most + " fits here.");
    }

    double doubleValue() throws IOException {
        requireNumber("a number");
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw fault("The number is out of range: a double-precision number fits here, up to about 1.8E308.");
        }
        return value;
    }

    float floatValue() throws IOException {
        requireNumber("a number");
        float value = Float.parseFloat(parser.getText());
        if (!Float.isFinite(value)) {
            throw fault("The number is out of range: a single-precision number fits here, up to about 3.4E38.");
        }
        return value;
    }

    /** The number with the very digits that were sent. */
    BigDecimal decimalValue() throws IOException {
        requireNumber("a number");
        try {
            BigDecimal value =
                    new BigDecimal(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            if (value.precision() <= FactLimits.DIGITS && Math.abs((long) value.scale()) <= FactLimits.SCALE) {
                return value;
            }
        } catch (NumberFormatException _) {
            // An exponent beyond all bounds.
        }
        throw tooManyDigits();
    }

    /** Has a whole number here, of no more digits than a number may have. */
    void requireWholeNumber() throws IOException {
        requireWhole();
        requireNumber("a whole number");
    }

    private void requireNumber(String expected) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw wrongKind(expected);
        }
        if (parser.getTextLength() > FactLimits.DIGITS + "-0.E-1000".length()) {
            throw tooManyDigits();
        }
    }

    private ProblemException tooManyDigits() {
        return fault("The number is too long: at most " + FactLimits.DIGITS + " digits and an exponent of at most "
                + FactLimits.SCALE + " are taken.");
    }

    /** @param expected what belongs here, for the error when it is no text */
    String text(String expected) throws IOException {
        requireText(expected);
        return checked(parser.getText());
    }

    void requireText(String expected) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongKind(expected);
        }
    }

    /** The name of the member that the parser is at. */
    String name() throws IOException {
        return checked(parser.currentName());
    }

    private String checked(String text) {
        if (text.length() > FactLimits.TEXT) {
            throw fault("The text is too long: at most " + FactLimits.TEXT + " characters are taken.");
        }
        if (escapes && hasHalfPair(text)) {
            throw fault("The text holds half of a surrogate pair (an escape from \\ud800 to \\udfff without its"
                    + " partner), which is no character.");
        }
        return text;
    }

    private static boolean hasHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** An error for a value of another kind than {@code expected}. */
    ProblemException wrongKind(String expected) {
        String sent = switch (parser.currentToken()) {
            case VALUE_STRING -> "Text";
            case VALUE_NUMBER_INT -> "A number";
            case VALUE_NUMBER_FLOAT -> "A number with a fraction or an exponent";
            case VALUE_TRUE, VALUE_FALSE -> "A truth value";
            case VALUE_NULL -> "null";
            case START_OBJECT -> "An object";
            case START_ARRAY -> "A list";
            default -> "Something else";
        };
        return fault(sent + " was sent where " + expected + " belongs.");
    }

    /** An error in the facts, at this place. */
    ProblemException fault(String sentence) {
        return ProblemException.at(ProblemType.INVALID_FACTS, pointer(), sentence);
    }

    /** The JSON pointer (RFC 6901) of the value or member that the parser is at. */
    String pointer() {
        Deque<String> parts = new ArrayDeque<>();
        for (JsonStreamContext at = parser.getParsingContext(); !at.inRoot(); at = at.getParent()) {
            if (at.inArray() && at.hasCurrentIndex()) {
                parts.push(Integer.toString(at.getCurrentIndex()));
            } else if (at.inObject() && at.hasCurrentName()) {
                parts.push(Names.shown(at.getCurrentName()).replace("~", "~0").replace("/", "~1"));
            }
        }
        StringBuilder pointer = new StringBuilder();
        parts.forEach(part -> pointer.append('/').append(part));
        return pointer.toString();
    }
}

package dev.understudy.review;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What people may write: texts that a database, a terminal and a commit take as they are. */
final class PlainText {
    /** The longest text in bytes of UTF-8. */
    static final int MOST_BYTES = 64 << 10;

    /** The longest title in characters. */
    static final int LONGEST_TITLE = 200;

    private PlainText() {}

    /** Whether it is one line of 1 to {@code longest} characters, not all of them blank. */
    static boolean isLine(String text, int longest) {
        return !text.isBlank()
                && text.codePointCount(0, text.length()) <= longest
                && text.codePoints().noneMatch(PlainText::isNoSign);
    }

    /** Whether it is a text of at most 64 KiB. */
    static boolean isText(String text) {
        if (text.length() > MOST_BYTES) {
            return false;
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return bytes.remaining() <= MOST_BYTES
                    && text.codePoints().noneMatch(sign -> sign < ' ' && sign != '\n' && sign != '\r' && sign != '\t');
        } catch (CharacterCodingException halfOfAPair) {
            return false;
        }
    }

    /** Controls, ends of lines, halves of a pair, and what turns the direction of a line, so that it shows another. */
    private static boolean isNoSign(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            case Character.FORMAT -> sign >= 0x202A && sign <= 0x202E || sign >= 0x2066 && sign <= 0x2069;
            default -> false;
        };
    }
}

package dev.understudy.sandbox;

import java.util.StringJoiner;
import org.jspecify.annotations.NullUnmarked;

/** What grows a text in place. The operator + of two texts comes here too. */
@NullUnmarked
public final class GuardBuilders {
    private GuardBuilders() {}

    @StandsFor(value = StringBuilder.class, method = "new")
    public static StringBuilder withRoom(int capacity) {
        Cost.text(capacity);
        return new StringBuilder(capacity);
    }

    @StandsFor(value = StringBuilder.class, method = "new")
    public static StringBuilder startingWith(String text) {
        Cost.text(text.length());
        return new StringBuilder(text);
    }

    @StandsFor(value = StringBuilder.class, method = "new")
    public static StringBuilder startingWith(CharSequence text) {
        Cost.text(text.length());
        return new StringBuilder(text);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, Object object) {
        return append(self, Text.of(object));
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, String text) {
        Cost.room(self, text == null ? 4 : text.length());
        return self.append(text);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, CharSequence text) {
        Cost.room(self, text == null ? 4 : text.length());
        return self.append(text);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, CharSequence text, int from, int to) {
        Cost.room(self, (long) to - from);
        return self.append(text, from, to);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, char[] chars) {
        Cost.room(self, chars.length);
        return self.append(chars);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, char[] chars, int offset, int length) {
        Cost.room(self, length);
        return self.append(chars, offset, length);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, boolean value) {
        Cost.room(self, 5);
        return self.append(value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, char value) {
        Cost.room(self, 1);
        return self.append(value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, int value) {
        Cost.room(self, 11);
        return self.append(value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, long value) {
        Cost.room(self, 20);
        return self.append(value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, float value) {
        Cost.room(self, 20);
        return self.append(value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder append(StringBuilder self, double value) {
        Cost.room(self, 30);
        return self.append(value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder appendCodePoint(StringBuilder self, int codePoint) {
        Cost.room(self, 2);
        return self.appendCodePoint(codePoint);
    }

    private static void shift(StringBuilder self, long more) {
        Cost.scan(self.length());
        Cost.room(self, more);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, Object object) {
        return insert(self, index, Text.of(object));
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, String text) {
        shift(self, text == null ? 4 : text.length());
        return self.insert(index, text);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, CharSequence text) {
        shift(self, text == null ? 4 : text.length());
        return self.insert(index, text);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, CharSequence text, int from, int to) {
        shift(self, (long) to - from);
        return self.insert(index, text, from, to);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, char[] chars) {
        shift(self, chars.length);
        return self.insert(index, chars);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, char[] chars, int offset, int length) {
        shift(self, length);
        return self.insert(index, chars, offset, length);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, boolean value) {
        shift(self, 5);
        return self.insert(index, value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, char value) {
        shift(self, 1);
        return self.insert(index, value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, int value) {
        shift(self, 11);
        return self.insert(index, value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, long value) {
        shift(self, 20);
        return self.insert(index, value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, float value) {
        shift(self, 20);
        return self.insert(index, value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder insert(StringBuilder self, int index, double value) {
        shift(self, 30);
        return self.insert(index, value);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder delete(StringBuilder self, int from, int to) {
        Cost.scan(self.length());
        return self.delete(from, to);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder deleteCharAt(StringBuilder self, int index) {
        Cost.scan(self.length());
        return self.deleteCharAt(index);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder replace(StringBuilder self, int from, int to, String text) {
        shift(self, text.length());
        return self.replace(from, to, text);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder reverse(StringBuilder self) {
        Cost.linear(self.length());
        return self.reverse();
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder repeat(StringBuilder self, int codePoint, int count) {
        Cost.room(self, 2L * Math.max(0, count));
        return self.repeat(codePoint, count);
    }

    @StandsFor(StringBuilder.class)
    public static StringBuilder repeat(StringBuilder self, CharSequence text, int count) {
        Cost.room(self, Cost.times(text == null ? 4 : text.length(), Math.max(0, count)));
        return self.repeat(text, count);
    }

    @StandsFor(StringBuilder.class)
    public static String substring(StringBuilder self, int from) {
        Cost.text(self.length() - (long) from);
        return self.substring(from);
    }

    @StandsFor(StringBuilder.class)
    public static String substring(StringBuilder self, int from, int to) {
        Cost.text((long) to - from);
        return self.substring(from, to);
    }

    @StandsFor(StringBuilder.class)
    public static void setLength(StringBuilder self, int length) {
        Cost.room(self, Math.max(0, length - (long) self.length()));
        self.setLength(length);
    }

    @StandsFor(StringBuilder.class)
    public static void ensureCapacity(StringBuilder self, int capacity) {
        Cost.room(self, Math.max(0, capacity - (long) self.length()));
        self.ensureCapacity(capacity);
    }

    @StandsFor(StringBuilder.class)
    public static void trimToSize(StringBuilder self) {
        Cost.text(self.length());
        self.trimToSize();
    }

    @StandsFor(StringBuilder.class)
    public static int codePointCount(StringBuilder self, int from, int to) {
        Cost.linear(self.length());
        return self.codePointCount(from, to);
    }

    @StandsFor(StringBuilder.class)
    public static int offsetByCodePoints(StringBuilder self, int index, int offset) {
        Cost.linear(self.length());
        return self.offsetByCodePoints(index, offset);
    }

    @StandsFor(StringJoiner.class)
    public static StringJoiner add(StringJoiner self, CharSequence text) {
        String added = Text.of(text);
        Cost.linear(added.length());
        return self.add(added);
    }

    @StandsFor(StringJoiner.class)
    public static StringJoiner merge(StringJoiner self, StringJoiner other) {
        Cost.text(other.length());
        return self.merge(other);
    }
}

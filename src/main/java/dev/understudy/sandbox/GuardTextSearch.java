package dev.understudy.sandbox;

import org.jspecify.annotations.NullUnmarked;

/** What looks for something in a text, or compares texts. */
@NullUnmarked
public final class GuardTextSearch {
    private GuardTextSearch() {}

    private static String read(String self) {
        Cost.linear(self.length());
        return self;
    }

    @StandsFor(String.class)
    public static boolean contains(String self, CharSequence part) {
        Cost.search(self.length(), part.length());
        return self.contains(part);
    }

    @StandsFor(String.class)
    public static int indexOf(String self, String part) {
        Cost.search(self.length(), part.length());
        return self.indexOf(part);
    }

    @StandsFor(String.class)
    public static int indexOf(String self, String part, int from) {
        Cost.search(self.length() - (long) Math.max(0, from), part.length());
        return self.indexOf(part, from);
    }

    @StandsFor(String.class)
    public static int indexOf(String self, String part, int from, int to) {
        Cost.search((long) to - from, part.length());
        return self.indexOf(part, from, to);
    }

    @StandsFor(String.class)
    public static int indexOf(String self, int character) {
        return read(self).indexOf(character);
    }

    @StandsFor(String.class)
    public static int indexOf(String self, int character, int from) {
        return read(self).indexOf(character, from);
    }

    @StandsFor(String.class)
    public static int indexOf(String self, int character, int from, int to) {
        return read(self).indexOf(character, from, to);
    }

    @StandsFor(String.class)
    public static int lastIndexOf(String self, String part) {
        Cost.search(self.length(), part.length());
        return self.lastIndexOf(part);
    }

    @StandsFor(String.class)
    public static int lastIndexOf(String self, String part, int from) {
        Cost.search(self.length(), part.length());
        return self.lastIndexOf(part, from);
    }

    @StandsFor(String.class)
    public static int lastIndexOf(String self, int character) {
        return read(self).lastIndexOf(character);
    }

    @StandsFor(String.class)
    public static int lastIndexOf(String self, int character, int from) {
        return read(self).lastIndexOf(character, from);
    }

    @StandsFor(String.class)
    public static boolean isBlank(String self) {
        return read(self).isBlank();
    }

    @StandsFor(String.class)
    public static int codePointCount(String self, int from, int to) {
        return read(self).codePointCount(from, to);
    }

    @StandsFor(String.class)
    public static int offsetByCodePoints(String self, int index, int offset) {
        return read(self).offsetByCodePoints(index, offset);
    }

    @StandsFor(String.class)
    public static int compareTo(String self, String other) {
        Cost.scan(self, other);
        return self.compareTo(other);
    }

    @StandsFor(String.class)
    public static int compareToIgnoreCase(String self, String other) {
        return read(self).compareToIgnoreCase(other);
    }

    @StandsFor(String.class)
    public static boolean equalsIgnoreCase(String self, String other) {
        return read(self).equalsIgnoreCase(other);
    }

    @StandsFor(String.class)
    public static boolean contentEquals(String self, CharSequence other) {
        return read(self).contentEquals(other);
    }

    @StandsFor(String.class)
    public static boolean startsWith(String self, String start) {
        Cost.scan(start.length());
        return self.startsWith(start);
    }

    @StandsFor(String.class)
    public static boolean startsWith(String self, String start, int from) {
        Cost.scan(start.length());
        return self.startsWith(start, from);
    }

    @StandsFor(String.class)
    public static boolean endsWith(String self, String end) {
        Cost.scan(end.length());
        return self.endsWith(end);
    }

    @StandsFor(String.class)
    public static boolean regionMatches(String self, int from, String other, int otherFrom, int length) {
        Cost.scan(length);
        return self.regionMatches(from, other, otherFrom, length);
    }

    @StandsFor(String.class)
    public static boolean regionMatches(
            String self, boolean ignoreCase, int from, String other, int otherFrom, int length) {
        Cost.linear(length);
        return self.regionMatches(ignoreCase, from, other, otherFrom, length);
    }

    @StandsFor(value = CharSequence.class, method = "compare")
    public static int compareTexts(CharSequence first, CharSequence second) {
        Cost.linear(Math.min(first.length(), second.length()));
        return CharSequence.compare(first, second);
    }

    @StandsFor(StringBuilder.class)
    public static int indexOf(StringBuilder self, String part) {
        Cost.search(self.length(), part.length());
        return self.indexOf(part);
    }

    @StandsFor(StringBuilder.class)
    public static int indexOf(StringBuilder self, String part, int from) {
        Cost.search(self.length() - (long) Math.max(0, from), part.length());
        return self.indexOf(part, from);
    }

    @StandsFor(StringBuilder.class)
    public static int lastIndexOf(StringBuilder self, String part) {
        Cost.search(self.length(), part.length());
        return self.lastIndexOf(part);
    }

    @StandsFor(StringBuilder.class)
    public static int lastIndexOf(StringBuilder self, String part, int from) {
        Cost.search(self.length(), part.length());
        return self.lastIndexOf(part, from);
    }

    @StandsFor(StringBuilder.class)
    public static int compareTo(StringBuilder self, StringBuilder other) {
        Cost.linear(Math.min(self.length(), other.length()));
        return self.compareTo(other);
    }
}

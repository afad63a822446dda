package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** What makes a text of a text. Upper and lower case are those of no language, whatever the machine's is. */
@NullUnmarked
@SuppressWarnings("InlineMeSuggester")
public final class GuardTexts {
    private GuardTexts() {}

    private static String read(String self) {
        Cost.text(self.length());
        return self;
    }

    @StandsFor(value = String.class, method = "new")
    public static String copyOf(char[] chars) {
        Cost.text(chars.length);
        return new String(chars);
    }

    @StandsFor(value = String.class, method = "new")
    public static String copyOf(char[] chars, int offset, int count) {
        Cost.text(count);
        return new String(chars, offset, count);
    }

    @StandsFor(value = String.class, method = "new")
    public static String copyOf(int[] codePoints, int offset, int count) {
        Cost.text(count);
        return new String(codePoints, offset, count);
    }

    @StandsFor(value = String.class, method = "new")
    public static String copyOf(StringBuilder text) {
        Cost.text(text.length());
        return new String(text);
    }

    @StandsFor(String.class)
    public static String valueOf(Object object) {
        return Text.of(object);
    }

    @StandsFor(String.class)
    public static String valueOf(char[] chars) {
        return copyOf(chars);
    }

    @StandsFor(String.class)
    public static String valueOf(char[] chars, int offset, int count) {
        return copyOf(chars, offset, count);
    }

    @StandsFor(String.class)
    public static String copyValueOf(char[] chars) {
        return copyOf(chars);
    }

    @StandsFor(String.class)
    public static String copyValueOf(char[] chars, int offset, int count) {
        return copyOf(chars, offset, count);
    }

    @StandsFor(String.class)
    public static String concat(String self, String other) {
        Cost.text((long) self.length() + other.length());
        return self.concat(other);
    }

    @StandsFor(String.class)
    public static String repeat(String self, int count) {
        Cost.text(Cost.times(self.length(), Math.max(0, count)));
        return self.repeat(count);
    }

    @StandsFor(String.class)
    public static String replace(String self, char from, char to) {
        return read(self).replace(from, to);
    }

    @StandsFor(String.class)
    public static String replace(String self, CharSequence target, CharSequence replacement) {
        String from = Text.of(target.isEmpty() ? "" : target);
        String to = Text.of(replacement.isEmpty() ? "" : replacement);
        Cost.search(self.length(), from.length());
        Cost.text(self.length() + Cost.times(count(self, from), Math.max(0, to.length() - from.length())));
        return self.replace(from, to);
    }

    private static long count(String self, String part) {
        if (part.isEmpty()) {
            return self.length() + 1L;
        }
        long found = 0;
        for (int at = self.indexOf(part); at >= 0; at = self.indexOf(part, at + part.length())) {
            found++;
        }
        return found;
    }

    @StandsFor(String.class)
    public static String indent(String self, int count) {
        Cost.text(self.length() + Cost.times(count(self, "\n") + count(self, "\r") + 1, Math.max(0, count) + 1L));
        return self.indent(count);
    }

    @StandsFor(String.class)
    public static Stream<String> lines(String self) {
        return read(self).lines();
    }

    @StandsFor(String.class)
    public static char[] toCharArray(String self) {
        return read(self).toCharArray();
    }

    @StandsFor(String.class)
    public static String toLowerCase(String self) {
        return read(self).toLowerCase(Locale.ROOT);
    }

    @StandsFor(String.class)
    public static String toLowerCase(String self, Locale locale) {
        return read(self).toLowerCase(locale);
    }

    @StandsFor(String.class)
    public static String toUpperCase(String self) {
        return read(self).toUpperCase(Locale.ROOT);
    }

    @StandsFor(String.class)
    public static String toUpperCase(String self, Locale locale) {
        return read(self).toUpperCase(locale);
    }

    @StandsFor(String.class)
    public static String strip(String self) {
        return read(self).strip();
    }

    @StandsFor(String.class)
    public static String stripLeading(String self) {
        return read(self).stripLeading();
    }

    @StandsFor(String.class)
    public static String stripTrailing(String self) {
        return read(self).stripTrailing();
    }

    @StandsFor(String.class)
    public static String stripIndent(String self) {
        return read(self).stripIndent();
    }

    @StandsFor(String.class)
    public static String translateEscapes(String self) {
        return read(self).translateEscapes();
    }

    @StandsFor(String.class)
    public static String trim(String self) {
        return read(self).trim();
    }

    @StandsFor(String.class)
    public static String substring(String self, int from) {
        Cost.text(self.length() - (long) from);
        return self.substring(from);
    }

    @StandsFor(String.class)
    public static String substring(String self, int from, int to) {
        Cost.text((long) to - from);
        return self.substring(from, to);
    }

    @StandsFor(CharSequence.class)
    public static CharSequence subSequence(CharSequence self, int from, int to) {
        Cost.text((long) to - from);
        return self.subSequence(from, to);
    }

    @StandsFor(CharSequence.class)
    public static IntStream chars(CharSequence self) {
        Cost.linear(self.length());
        return self.chars();
    }

    @StandsFor(CharSequence.class)
    public static IntStream codePoints(CharSequence self) {
        Cost.linear(self.length());
        return self.codePoints();
    }

    @StandsFor(String.class)
    public static String join(CharSequence delimiter, CharSequence... elements) {
        return join(delimiter, List.of(elements));
    }

    @StandsFor(String.class)
    public static String join(CharSequence delimiter, Iterable<? extends CharSequence> elements) {
        String between = delimiter.toString();
        List<String> texts = new ArrayList<>();
        long length = 0;
        for (CharSequence each : elements) {
            String text = Text.of(each);
            Meter.step();
            length += text.length() + between.length();
            texts.add(text);
        }
        Cost.text(length);
        return String.join(between, texts);
    }
}

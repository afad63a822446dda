package dev.understudy.sandbox;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Formats of dates, in English unless a locale is given, and what else reads a text once. */
@NullUnmarked
public final class GuardDates {
    private static final int MOST_LENGTH = 500;

    /** Java remembers each locale, and goes through its text. */
    private static final int MOST_TAG = 100;

    private GuardDates() {}

    @StandsFor(DateTimeFormatter.class)
    public static DateTimeFormatter ofPattern(String pattern) {
        return ofPattern(pattern, Locale.ENGLISH);
    }

    @StandsFor(DateTimeFormatter.class)
    public static DateTimeFormatter ofPattern(String pattern, Locale locale) {
        if (pattern.length() > MOST_LENGTH) {
            throw new IllegalArgumentException("A pattern of a date has at most " + MOST_LENGTH
                    + " characters; this one has " + pattern.length() + ".");
        }
        Meter.steps(pattern.length());
        return DateTimeFormatter.ofPattern(pattern, locale);
    }

    @StandsFor(DateTimeFormatter.class)
    public static DateTimeFormatter ofLocalizedDate(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDate(style).withLocale(Locale.ENGLISH);
    }

    @StandsFor(DateTimeFormatter.class)
    public static DateTimeFormatter ofLocalizedTime(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedTime(style).withLocale(Locale.ENGLISH);
    }

    @StandsFor(DateTimeFormatter.class)
    public static DateTimeFormatter ofLocalizedDateTime(FormatStyle style) {
        return DateTimeFormatter.ofLocalizedDateTime(style).withLocale(Locale.ENGLISH);
    }

    @StandsFor(DateTimeFormatter.class)
    public static DateTimeFormatter ofLocalizedDateTime(FormatStyle date, FormatStyle time) {
        return DateTimeFormatter.ofLocalizedDateTime(date, time).withLocale(Locale.ENGLISH);
    }

    private static String tag(String text) {
        if (text != null && text.length() > MOST_TAG) {
            throw new IllegalArgumentException(
                    "A part of a locale has at most " + MOST_TAG + " characters; this one has " + text.length() + ".");
        }
        return text;
    }

    @StandsFor(Locale.class)
    public static Locale forLanguageTag(String text) {
        return Locale.forLanguageTag(tag(text));
    }

    @StandsFor(value = Locale.class, method = "of")
    public static Locale locale(String language) {
        return Locale.of(tag(language));
    }

    @StandsFor(value = Locale.class, method = "of")
    public static Locale locale(String language, String country) {
        return Locale.of(tag(language), tag(country));
    }

    @StandsFor(value = Locale.class, method = "of")
    public static Locale locale(String language, String country, String variant) {
        return Locale.of(tag(language), tag(country), tag(variant));
    }

    @StandsFor(UUID.class)
    public static UUID nameUUIDFromBytes(byte[] name) {
        Cost.steps(name.length);
        return UUID.nameUUIDFromBytes(name);
    }
}

package dev.understudy.sandbox;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;

/** {@code String.format}, which is in no language unless a locale is given. */
@NullUnmarked
@SuppressWarnings("OrphanedFormatString")
public final class GuardFormats {
    private static final Pattern FIELD = Pattern.compile("%(\\d+\\$)?[-#+ 0,(<]*(\\d*)(\\.(\\d*))?([tT])?([a-zA-Z%])");
    private static final int MOST_WIDTH = 1000;

    private GuardFormats() {}

    @StandsFor(String.class)
    public static String format(String format, Object... arguments) {
        return format(Locale.ROOT, format, arguments);
    }

    @StandsFor(String.class)
    public static String formatted(String self, Object... arguments) {
        return format(Locale.ROOT, self, arguments);
    }

    @StandsFor(String.class)
    public static String format(Locale locale, String format, Object... arguments) {
        Object[] texts = arguments == null ? new Object[] {null} : arguments.clone();
        long longest = MOST_WIDTH;
        for (int i = 0; i < texts.length; i++) {
            Object each = texts[i];
            if (each != null && !isPlain(each)) {
                texts[i] = Text.of(each);
            }
            longest = Math.max(longest, length(texts[i]));
        }
        Cost.text(format.length() + Cost.times(fields(format, arguments), longest));
        return String.format(locale, format, texts);
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof java.time.temporal.TemporalAccessor;
    }

    private static long length(Object value) {
        return switch (value) {
            case null -> 4;
            case String text -> text.length();
            case BigDecimal number -> number.precision() + 2L * GuardDecimals.MOST_SCALE;
            case java.math.BigInteger number -> number.bitLength();
            default -> MOST_WIDTH;
        };
    }

    private static long fields(String format, Object[] arguments) {
        Cost.steps(format.length());
        Matcher matcher = FIELD.matcher(format);
        long found = 0;
        while (matcher.find()) {
            found++;
            checkWidth(matcher.group(2));
            checkWidth(matcher.group(4));
            String conversion = matcher.group(6);
            if (matcher.group(5) == null && conversion.equalsIgnoreCase("h")) {
                throw new IllegalArgumentException("%h is not offered to rules: the number differs in each run.");
            }
            if (matcher.group(5) != null && hasLong(arguments)) {
                throw new IllegalArgumentException(
                        "%t of a number depends on the machine's time zone; give a date or a time.");
            }
        }
        return found;
    }

    private static boolean hasLong(Object[] arguments) {
        if (arguments != null) {
            for (Object each : arguments) {
                if (each instanceof Long) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void checkWidth(String digits) {
        if (digits != null && (digits.length() > 4 || (!digits.isEmpty() && Integer.parseInt(digits) > MOST_WIDTH))) {
            throw new IllegalArgumentException(
                    "A width or precision in a format is at most " + MOST_WIDTH + ", and not " + digits + ".");
        }
    }
}

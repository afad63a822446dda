package dev.understudy.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import org.jspecify.annotations.NullUnmarked;

/** Dates and times of texts: a text may be long, and its class the rules' own. */
@NullUnmarked
public final class GuardDateTexts {
    private GuardDateTexts() {}

    private static CharSequence read(CharSequence text) {
        Cost.linear(text.length());
        return Text.of(text);
    }

    @StandsFor(value = LocalDate.class, method = "parse")
    public static LocalDate localDate(CharSequence text) {
        return LocalDate.parse(read(text));
    }

    @StandsFor(value = LocalTime.class, method = "parse")
    public static LocalTime localTime(CharSequence text) {
        return LocalTime.parse(read(text));
    }

    @StandsFor(value = LocalDateTime.class, method = "parse")
    public static LocalDateTime localDateTime(CharSequence text) {
        return LocalDateTime.parse(read(text));
    }

    @StandsFor(value = OffsetTime.class, method = "parse")
    public static OffsetTime offsetTime(CharSequence text) {
        return OffsetTime.parse(read(text));
    }

    @StandsFor(value = OffsetDateTime.class, method = "parse")
    public static OffsetDateTime offsetDateTime(CharSequence text) {
        return OffsetDateTime.parse(read(text));
    }

    @StandsFor(value = ZonedDateTime.class, method = "parse")
    public static ZonedDateTime zonedDateTime(CharSequence text) {
        return ZonedDateTime.parse(read(text));
    }

    @StandsFor(value = Year.class, method = "parse")
    public static Year year(CharSequence text) {
        return Year.parse(read(text));
    }

    @StandsFor(value = YearMonth.class, method = "parse")
    public static YearMonth yearMonth(CharSequence text) {
        return YearMonth.parse(read(text));
    }

    @StandsFor(value = MonthDay.class, method = "parse")
    public static MonthDay monthDay(CharSequence text) {
        return MonthDay.parse(read(text));
    }

    @StandsFor(value = Instant.class, method = "parse")
    public static Instant instant(CharSequence text) {
        return Instant.parse(read(text));
    }

    @StandsFor(value = Duration.class, method = "parse")
    public static Duration duration(CharSequence text) {
        return Duration.parse(read(text));
    }

    @StandsFor(value = Period.class, method = "parse")
    public static Period period(CharSequence text) {
        return Period.parse(read(text));
    }

    @StandsFor(value = LocalDate.class, method = "parse")
    public static LocalDate localDate(CharSequence text, DateTimeFormatter format) {
        return LocalDate.parse(read(text), format);
    }

    @StandsFor(value = LocalTime.class, method = "parse")
    public static LocalTime localTime(CharSequence text, DateTimeFormatter format) {
        return LocalTime.parse(read(text), format);
    }

    @StandsFor(value = LocalDateTime.class, method = "parse")
    public static LocalDateTime localDateTime(CharSequence text, DateTimeFormatter format) {
        return LocalDateTime.parse(read(text), format);
    }

    @StandsFor(value = OffsetTime.class, method = "parse")
    public static OffsetTime offsetTime(CharSequence text, DateTimeFormatter format) {
        return OffsetTime.parse(read(text), format);
    }

    @StandsFor(value = OffsetDateTime.class, method = "parse")
    public static OffsetDateTime offsetDateTime(CharSequence text, DateTimeFormatter format) {
        return OffsetDateTime.parse(read(text), format);
    }

    @StandsFor(value = ZonedDateTime.class, method = "parse")
    public static ZonedDateTime zonedDateTime(CharSequence text, DateTimeFormatter format) {
        return ZonedDateTime.parse(read(text), format);
    }

    @StandsFor(value = Year.class, method = "parse")
    public static Year year(CharSequence text, DateTimeFormatter format) {
        return Year.parse(read(text), format);
    }

    @StandsFor(value = YearMonth.class, method = "parse")
    public static YearMonth yearMonth(CharSequence text, DateTimeFormatter format) {
        return YearMonth.parse(read(text), format);
    }

    @StandsFor(value = MonthDay.class, method = "parse")
    public static MonthDay monthDay(CharSequence text, DateTimeFormatter format) {
        return MonthDay.parse(read(text), format);
    }

    @StandsFor(value = DateTimeFormatter.class, method = "parse")
    public static TemporalAccessor parsed(DateTimeFormatter self, CharSequence text) {
        return self.parse(read(text));
    }

    @StandsFor(value = DateTimeFormatter.class, method = "parse")
    public static <T> T parsed(DateTimeFormatter self, CharSequence text, TemporalQuery<T> query) {
        return self.parse(read(text), query);
    }

    @StandsFor(value = DateTimeFormatter.class, method = "parseBest")
    public static TemporalAccessor best(DateTimeFormatter self, CharSequence text, TemporalQuery<?>... queries) {
        return self.parseBest(read(text), queries);
    }
}

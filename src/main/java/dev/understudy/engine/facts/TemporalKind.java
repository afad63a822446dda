package dev.understudy.engine.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.Arrays;
import java.util.Optional;

/** The classes of {@code java.time} that name a date or a time, and their forms after ISO 8601. */
enum TemporalKind {
    DATE(LocalDate.class, "date", "2001-01-31", "uuuu-MM-dd", DateTimeFormatter.ISO_LOCAL_DATE, LocalDate::from),
    TIME(LocalTime.class, "time", "13:05:00", "HH:mm:ss", DateTimeFormatter.ISO_LOCAL_TIME, LocalTime::from),
    DATE_TIME(
            LocalDateTime.class,
            "date and time without a zone",
            "2001-01-31T13:05:00",
            "uuuu-MM-dd'T'HH:mm:ss",
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            LocalDateTime::from),
    YEAR_MONTH(
            YearMonth.class,
            "year and month",
            "2001-01",
            "uuuu-MM",
            DateTimeFormatter.ofPattern("uuuu-MM"),
            YearMonth::from),
    INSTANT(
            Instant.class,
            "date and time with a zone",
            "2001-01-31T13:05:00Z",
            "uuuu-MM-dd'T'HH:mm:ss'Z'",
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            Instant::from),
    OFFSET_DATE_TIME(
            OffsetDateTime.class,
            "date and time with a zone",
            "2001-01-31T13:05:00+01:00",
            "uuuu-MM-dd'T'HH:mm:ss'Z'",
            DateTimeFormatter.ISO_OFFSET_DATE_TIME,
            OffsetDateTime::from),
    ZONED_DATE_TIME(
            ZonedDateTime.class,
            "date and time with a zone",
            "2001-01-31T13:05:00+01:00[Europe/Paris]",
            "uuuu-MM-dd'T'HH:mm:ss'Z'",
            DateTimeFormatter.ISO_ZONED_DATE_TIME,
            ZonedDateTime::from);

    private static final ChronoField[] PARTS = {
        ChronoField.YEAR,
        ChronoField.MONTH_OF_YEAR,
        ChronoField.DAY_OF_MONTH,
        ChronoField.HOUR_OF_DAY,
        ChronoField.MINUTE_OF_HOUR,
        ChronoField.SECOND_OF_MINUTE,
        ChronoField.NANO_OF_SECOND
    };
    private static final int[] ABSENT = {0, 1, 1, 0, 0, 0, 0};

    private final Class<?> type;
    private final String words;
    private final String example;
    private final FixedPattern usual;
    private final DateTimeFormatter iso;
    private final TemporalQuery<? extends TemporalAccessor> query;

    TemporalKind(
            Class<?> type,
            String words,
            String example,
            String usual,
            DateTimeFormatter iso,
            TemporalQuery<? extends TemporalAccessor> query) {
        this.type = type;
        this.words = words;
        this.example = example;
        this.usual = FixedPattern.of(usual).orElseThrow();
        this.iso = iso;
        this.query = query;
    }

    /** The kind of a class, if it is one. */
    static Optional<TemporalKind> of(Class<?> type) {
        return Arrays.stream(values()).filter(kind -> kind.type == type).findFirst();
    }

    Class<?> type() {
        return type;
    }

    /** What it is called in errors, without an article. */
    String words() {
        return words;
    }

    String example() {
        return example;
    }

    /** The commonest ISO form. */
    FixedPattern usual() {
        return usual;
    }

    /** Every ISO form. */
    DateTimeFormatter iso() {
        return iso;
    }

    /** Makes a value of what a formatter has parsed. */
    TemporalQuery<? extends TemporalAccessor> query() {
        return query;
    }

    /** Makes a value of the parts that {@link #usual} or an own pattern gave; those with a zone are in UTC. */
    TemporalAccessor of(int[] f) {
        return switch (this) {
            case DATE -> LocalDate.of(f[0], f[1], f[2]);
            case TIME -> LocalTime.of(f[3], f[4], f[5], f[6]);
            case DATE_TIME -> dateTime(f);
            case YEAR_MONTH -> YearMonth.of(f[0], f[1]);
            case INSTANT -> dateTime(f).toInstant(ZoneOffset.UTC);
            case OFFSET_DATE_TIME -> dateTime(f).atOffset(ZoneOffset.UTC);
            case ZONED_DATE_TIME -> dateTime(f).atZone(ZoneOffset.UTC);
        };
    }

    private static LocalDateTime dateTime(int[] f) {
        return LocalDateTime.of(f[0], f[1], f[2], f[3], f[4], f[5], f[6]);
    }

    /** The value as a formatter can write it: an instant has no year of its own. */
    TemporalAccessor printable(Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : (TemporalAccessor) value;
    }

    /** Takes a printable value apart, or gives false if it has a zone other than UTC. */
    boolean split(TemporalAccessor printable, int[] fields) {
        boolean zoned = this == OFFSET_DATE_TIME || this == ZONED_DATE_TIME;
        if (zoned && !ZoneOffset.UTC.equals(zone(printable))) {
            return false;
        }
        for (int i = 0; i < PARTS.length; i++) {
            fields[i] = printable.isSupported(PARTS[i]) ? printable.get(PARTS[i]) : ABSENT[i];
        }
        return true;
    }

    private static Object zone(TemporalAccessor printable) {
        return printable instanceof ZonedDateTime zoned ? zoned.getZone() : ((OffsetDateTime) printable).getOffset();
    }
}

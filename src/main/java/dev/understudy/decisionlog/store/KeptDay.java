package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.LoggedDecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The decisions of one day that are kept equally long: one partition.
 *
 * @param keepDays for how many days
 * @param day in UTC
 */
record KeptDay(int keepDays, LocalDate day) {
    private static final Pattern TABLE = Pattern.compile("decision_keep_(\\d{1,9})_(\\d{8})(?:_\\d+)?");

    static KeptDay of(LoggedDecision decision) {
        return on(decision.keepDays(), decision.decidedAt());
    }

    static KeptDay on(int keepDays, Instant moment) {
        return new KeptDay(keepDays, LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }

    /** The day of a partition by its name; empty when it is none of ours. */
    static Optional<KeptDay> ofTable(String name) {
        Matcher matcher = TABLE.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(matcher.group(2), DateTimeFormatter.BASIC_ISO_DATE);
            return Optional.of(new KeptDay(Integer.parseInt(matcher.group(1)), day));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /** The table of all days that are kept equally long. */
    static String parent(int keepDays) {
        return "decision_keep_" + keepDays;
    }

    String table() {
        return parent(keepDays) + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
    }

    KeptDay next() {
        return new KeptDay(keepDays, day.plusDays(1));
    }

    /** Its first moment. */
    Instant start() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether even the last of its decisions has been kept for long enough. */
    boolean isPast(Instant now) {
        Instant lastKept =
                day.plusDays(1L + keepDays).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !now.isBefore(lastKept);
    }
}

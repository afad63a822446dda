package dev.understudy.ruleset;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When exposure may grow: stages advance, rollouts start, candidates are promoted. A denied moment is denied, whatever
 * allows it. Stepping back, by itself or by hand, is never bound by them.
 *
 * @param zone of the times of day
 * @param allowed if there are any, exposure grows in them alone
 * @param denied exposure does not grow in them
 */
public record ChangeWindows(ZoneId zone, List<Window> allowed, List<Window> denied) {
    /** Any time. */
    public static final ChangeWindows ALWAYS = new ChangeWindows(ZoneOffset.UTC, List.of(), List.of());

    private static final Duration FARTHEST = Duration.ofDays(400);

    /** Keeps its own copies. */
    public ChangeWindows {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    /** A stretch of time. */
    public sealed interface Window {
        /** Why; for people, may be empty. */
        String reason();
    }

    /** Once, from a moment on, until just before another. */
    public record Dated(Instant from, Instant to, String reason) implements Window {}

    /**
     * Each week, on these days from a time of day until just before another; until midnight when that is 00:00. Hours
     * that a change of the clock skips or repeats count as they are shown.
     */
    public record Weekly(Set<DayOfWeek> days, LocalTime from, LocalTime to, String reason) implements Window {
        /** Keeps its own copy. */
        public Weekly {
            days = Set.copyOf(days);
        }
    }

    /** Why exposure can't grow at a moment; empty when it may. */
    public Optional<String> closedAt(Instant moment) {
        Optional<Window> denying =
                denied.stream().filter(each -> contains(each, moment)).findFirst();
        if (denying.isPresent()) {
            String reason = denying.get().reason();
            return Optional.of(reason.isEmpty() ? "A freeze window is open." : "Frozen: " + reason);
        }
        return allowed.isEmpty() || allowed.stream().anyMatch(each -> contains(each, moment))
                ? Optional.empty()
                : Optional.of("No window that allows changes is open.");
    }

    /** The first whole minute from a moment on in which exposure may grow; empty when there is none within 400 days. */
    public Optional<Instant> nextOpening(Instant from) {
        if (closedAt(from).isEmpty()) {
            return Optional.of(from);
        }
        Instant end = from.plus(FARTHEST);
        Instant at = from.truncatedTo(ChronoUnit.MINUTES);
        while (at.isBefore(end)) {
            at = at.plus(1, ChronoUnit.MINUTES);
            if (closedAt(at).isEmpty()) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private boolean contains(Window window, Instant moment) {
        return switch (window) {
            case Dated dated -> !moment.isBefore(dated.from()) && moment.isBefore(dated.to());
            case Weekly weekly -> {
                ZonedDateTime local = moment.atZone(zone);
                LocalTime time = local.toLocalTime();
                yield weekly.days().contains(local.getDayOfWeek())
                        && !time.isBefore(weekly.from())
                        && (weekly.to().equals(LocalTime.MIDNIGHT) || time.isBefore(weekly.to()));
            }
        };
    }
}

package dev.understudy.measures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The four measures of some changes. What there is no data for is null.
 *
 * @param leadTime from the first commit to live for all, of changes that became so in the window
 * @param frequency how often that happened
 * @param changeFailure how many of those that came to an end in the window, by then or later, were taken back
 * @param timeToRestore from the first sign of harm, or else from when it decided for the first caller, to the end of the
 *     rollback or revert, of changes that were taken back in the window
 */
record Measures(Times leadTime, Frequency frequency, Failures changeFailure, Times timeToRestore) {
    private static final double MIDDLE = 0.5;
    private static final double HIGH = 0.9;

    /** Of so many. */
    record Times(
            int count,
            @Nullable Double medianSeconds,
            @Nullable Double p90Seconds) {
        private static Times of(List<Double> seconds) {
            return new Times(seconds.size(), quantile(seconds, MIDDLE), quantile(seconds, HIGH));
        }
    }

    /** So many, and a day. */
    record Frequency(int count, @Nullable Double perDay) {}

    /** So many of so many; the share is a number from 0 to 1. */
    record Failures(int changes, int failed, @Nullable Double share) {}

    /** A stretch of time, from a moment on until just before another. */
    record Window(Instant from, Instant to) {
        boolean contains(@Nullable Instant moment) {
            return moment != null && !moment.isBefore(from) && moment.isBefore(to);
        }

        double days() {
            return Duration.between(from, to).toMillis()
                    / (double) Duration.ofDays(1).toMillis();
        }
    }

    static Measures of(List<LiveChange> changes, Window window) {
        List<LiveChange> arrived =
                changes.stream().filter(each -> window.contains(each.liveAt())).toList();
        List<LiveChange> settled = changes.stream()
                .filter(each -> window.contains(each.liveAt() == null ? each.failedAt() : each.liveAt()))
                .toList();
        int failed =
                (int) settled.stream().filter(each -> each.failedAt() != null).count();
        return new Measures(
                Times.of(arrived.stream()
                        .filter(each -> each.writtenAt() != null)
                        .map(each -> seconds(each.writtenAt(), each.liveAt()))
                        .toList()),
                new Frequency(arrived.size(), arrived.isEmpty() ? null : arrived.size() / window.days()),
                new Failures(settled.size(), failed, settled.isEmpty() ? null : failed / (double) settled.size()),
                Times.of(changes.stream()
                        .filter(each -> window.contains(each.failedAt()))
                        .map(each -> seconds(harmed(each), each.failedAt()))
                        .toList()));
    }

    /** A sign that came later than the way back is none of this harm. */
    private static Instant harmed(LiveChange change) {
        Instant sign = change.harmAt();
        Instant end = change.failedAt();
        return sign == null || end == null || sign.isAfter(end) ? change.exposedAt() : sign;
    }

    /** Clocks of authors' machines may be fast: never less than nothing. */
    private static double seconds(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? 0
                : Math.max(0, Duration.between(from, to).toMillis() / 1e3);
    }

    /** As {@code percentile_cont} of SQL: between two values in proportion. */
    static @Nullable Double quantile(List<Double> values, double share) {
        if (values.isEmpty()) {
            return null;
        }
        List<Double> sorted = values.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}

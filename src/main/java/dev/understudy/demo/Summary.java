package dev.understudy.demo;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Prints what the demo saw. */
final class Summary {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    private final PrintStream out;

    Summary(PrintStream out) {
        this.out = out;
    }

    void print(Tally tally, int flights, long tookNanos) {
        double seconds = tookNanos / NANOS_A_SECOND;
        out.println();
        out.println(
                String.format(Locale.ROOT, "%,d of %,d flights decided in %.1f s", tally.decided(), flights, seconds));
        if (tally.decided() > 0) {
            double p50 = tally.percentileNanos(50) / NANOS_A_MILLI;
            double p99 = tally.percentileNanos(99) / NANOS_A_MILLI;
            out.println(String.format(
                    Locale.ROOT,
                    "%,.0f decisions a second; p50 %.2f ms, p99 %.2f ms",
                    tally.decided() / seconds,
                    p50,
                    p99));
            table("Compensation", tally.compensation());
            table("Care", tally.care());
            table("Decided by", tally.decidedBy());
        }
        if (!tally.errors().isEmpty()) {
            table("Not decided", tally.errors());
        }
        if (tally.counted() < flights) {
            out.println(String.format(
                    Locale.ROOT, "  %,7d  Not sent: too many calls got no answer", flights - tally.counted()));
        }
    }

    private void table(String title, Map<String, Integer> counts) {
        out.println();
        out.println(title);
        Comparator<Map.Entry<String, Integer>> mostFirst = Map.Entry.comparingByValue(Comparator.reverseOrder());
        counts.entrySet().stream()
                .sorted(mostFirst.thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry ->
                        out.println(String.format(Locale.ROOT, "  %,7d  %s", entry.getValue(), entry.getKey())));
    }
}

package dev.understudy.bench.fuzz;

import java.util.Map;
import java.util.TreeMap;

/** What came of all cases, for people. */
final class Tally {
    private static final int MOST_LINES = 25;

    private final Map<String, Integer> endings = new TreeMap<>();
    private final Map<String, Integer> findings = new TreeMap<>();
    private long cases;
    private long restarts;

    void add(CaseReport report) {
        cases++;
        restarts += report.spent() ? 1 : 0;
        report.endings().forEach((ending, count) -> endings.merge(ending, count, Integer::sum));
        report.traces().forEach(trace -> findings.merge(trace.oracle(), 1, Integer::sum));
    }

    int findings() {
        return findings.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Says it in lines, the most frequent first. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("%,d cases, %,d restarts of the child%n".formatted(cases, restarts));
        endings.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_LINES)
                .forEach(each -> text.append("%,10d  %s%n".formatted(each.getValue(), each.getKey())));
        if (endings.size() > MOST_LINES) {
            text.append("%10s  %,d more kinds%n".formatted("", endings.size() - MOST_LINES));
        }
        text.append("%,d findings%s%n".formatted(findings(), findings.isEmpty() ? "" : ": " + findings));
        return text.toString();
    }
}

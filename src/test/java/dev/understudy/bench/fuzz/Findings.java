package dev.understudy.bench.fuzz;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers what came of one case. Thread-safe, since a case that hangs is looked at from outside. */
final class Findings {
    private static final int MOST_CHARACTERS = 4_000;

    private final Map<String, Integer> endings = new TreeMap<>();
    private final List<CaseReport.Trace> traces = new ArrayList<>();
    private boolean spent;

    synchronized void ending(String text) {
        endings.merge(text, 1, Integer::sum);
    }

    synchronized void trace(String oracle, String text) {
        String cut = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        CaseReport.Trace trace = new CaseReport.Trace(oracle, cut);
        if (!traces.contains(trace)) {
            traces.add(trace);
        }
    }

    /** An exception where the service would answer 500; after one for memory this JVM is good for nothing. */
    synchronized void thrown(String doing, Throwable thrown) {
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        boolean memory = false;
        for (Throwable at = thrown; at != null && !memory; at = at.getCause()) {
            memory = at instanceof OutOfMemoryError;
        }
        spent |= memory;
        trace(memory ? "memory" : "exception", doing + ": " + stack);
    }

    synchronized void spend() {
        spent = true;
    }

    synchronized CaseReport report(long number) {
        return new CaseReport(number, Map.copyOf(endings), List.copyOf(traces), spent);
    }
}

package dev.understudy.engine.java;

import dev.understudy.sandbox.Finding;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the place in a source that a finding in its class file speaks of. Class files carry no lines. */
final class FindingPlaces {
    private FindingPlaces() {}

    /** The finding as a fault of the source that its class was compiled from. */
    static JavaFault fault(Finding finding, Map<String, JavaSource> byPath) {
        String path = topLevel(finding.className()) + ".java";
        JavaSource source = byPath.get(path);
        if (source == null) {
            path = byPath.keySet().iterator().next();
            return new JavaFault(path, 1, 1, "", 0, finding.message());
        }
        String text = source.text();
        int from = start(text, finding.method());
        for (int start : new int[] {from, 0}) {
            for (String hint : finding.hints()) {
                int at = find(text, hint, start);
                if (at >= 0) {
                    return new JavaFault(path, 1, 1, hint, at, finding.message());
                }
            }
        }
        return new JavaFault(path, 1, 1, "", from, finding.message());
    }

    private static String topLevel(String className) {
        int dollar = className.indexOf('$', className.lastIndexOf('/') + 1);
        return dollar < 0 ? className : className.substring(0, dollar);
    }

    private static int start(String text, String method) {
        int at = method.isEmpty() ? -1 : find(text, method, 0);
        for (String generated : new String[] {"execute", "apply", "test"}) {
            at = at >= 0 ? at : find(text, generated, 0);
        }
        return Math.max(0, at);
    }

    private static int find(String text, String word, int from) {
        if (word.isBlank()) {
            return -1;
        }
        Matcher matcher = Pattern.compile("(?<![\\w$])" + Pattern.quote(word) + "(?![\\w$])")
                .matcher(text);
        return matcher.find(from) ? matcher.start() : -1;
    }
}

package dev.understudy.decision;

import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.WhyNot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes why rules did not fire as JSON. */
final class WhyNotAnswer {
    private WhyNotAnswer() {}

    /** Writes {@code ,"whyNot":[…]}. */
    static void write(List<WhyNot> rules, Utf8Sink out) {
        out.ascii(",\"whyNot\":[");
        int start = out.size();
        for (WhyNot each : rules) {
            out.ascii("{\"rule\":");
            out.text(each.rule());
            place(each.file(), each.line(), each.column(), out);
            out.ascii(",\"reasons\":[");
            int first = out.size();
            for (WhyNot.Reason reason : each.reasons()) {
                reason(reason, out);
                out.raw(',');
            }
            out.dropCommaSince(first);
            out.ascii("]},");
        }
        out.dropCommaSince(start);
        out.raw(']');
    }

    private static void reason(WhyNot.Reason reason, Utf8Sink out) {
        out.ascii("{\"kind\":");
        out.text(reason.kind().name());
        out.ascii(",\"text\":");
        out.text(reason.text());
        place(reason.file(), reason.line(), reason.column(), out);
        member("pattern", reason.pattern(), out);
        member("constraint", reason.constraint(), out);
        String nearest = reason.nearestJson();
        if (nearest != null) {
            out.ascii(",\"nearest\":");
            out.raw(utf8(nearest));
        }
        if (!reason.values().isEmpty()) {
            out.ascii(",\"values\":{");
            int start = out.size();
            for (Map.Entry<String, String> value : reason.values().entrySet()) {
                out.text(value.getKey());
                out.raw(':');
                out.raw(utf8(value.getValue()));
                out.raw(',');
            }
            out.dropCommaSince(start);
            out.raw('}');
        }
        out.raw('}');
    }

    private static void place(String file, int line, int column, Utf8Sink out) {
        out.ascii(",\"file\":");
        out.text(file);
        out.ascii(",\"line\":");
        out.number(line);
        out.ascii(",\"column\":");
        out.number(column);
    }

    /** What is empty is left out. */
    private static void member(String name, String value, Utf8Sink out) {
        if (!value.isEmpty()) {
            out.raw(',');
            out.text(name);
            out.raw(':');
            out.text(value);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

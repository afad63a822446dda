package dev.understudy.decision;

import dev.understudy.ruleset.Decision;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a decision as JSON: what the engine wrote is copied, the rest is a few short texts around it. */
final class DecisionAnswer {
    private DecisionAnswer() {}

    /** The answer of one call. */
    static byte[] json(Resolved rules, Decision decision, String id, boolean explain) {
        StringBuilder head = new StringBuilder(320);
        head.append("{\"id\":\"")
                .append(id)
                .append("\",\"ruleset\":\"")
                .append(rules.name().value());
        head.append("\",\"branch\":");
        text(head, rules.selection().view().branch().value());
        head.append(",\"commit\":\"").append(rules.commit().value());
        head.append("\",\"selectedBy\":\"")
                .append(rules.selection().selectedBy().name());
        head.append("\",\"effective\":").append(rules.selection().effective());
        head.append(",\"outcome\":");
        StringBuilder tail = new StringBuilder(160);
        tail.append(",\"firedRules\":[");
        List<Decision.FiredRule> fired = decision.firedRules();
        for (int i = 0; i < fired.size(); i++) {
            tail.append(i == 0 ? "{\"rule\":" : ",{\"rule\":");
            text(tail, fired.get(i).rule());
            tail.append(",\"count\":").append(fired.get(i).count()).append('}');
        }
        tail.append("],\"engineMicros\":").append(decision.engineNanos() / 1_000);
        if (explain) {
            firings(tail, decision.firings());
        }
        tail.append('}');
        return join(head, decision.outcomeJson(), tail);
    }

    private static void firings(StringBuilder out, List<Decision.Firing> firings) {
        out.append(",\"firings\":[");
        String separator = "";
        for (Decision.Firing firing : firings) {
            out.append(separator).append("{\"rule\":");
            text(out, firing.rule());
            out.append(",\"file\":");
            text(out, firing.file());
            out.append(",\"line\":").append(firing.line());
            out.append(",\"facts\":").append(firing.factsJson()).append('}');
            separator = ",";
        }
        out.append(']');
    }

    private static byte[] join(StringBuilder head, byte[] middle, StringBuilder tail) {
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] last = tail.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + middle.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(middle, 0, all, first.length, middle.length);
        System.arraycopy(last, 0, all, first.length + middle.length, last.length);
        return all;
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}

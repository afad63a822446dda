package dev.understudy.decisionlog.query;

import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes kept decisions as CSV after RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe
 * before it, after OWASP's advice on CSV injection.
 */
final class DecisionCsv {
    private static final String HEADER = "id,decidedAt,ruleset,branch,commit,selectedBy,effective,rolloutSide,"
            + "routingKey,caller,engine,asOf,facts,outcome,firedRules,engineMicros,steps,firings\r\n";
    /** Signs of a formula; the last four are what some programs make of full-width characters. */
    private static final String FORMULA = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private DecisionCsv() {}

    static void header(Utf8Sink out) {
        out.ascii(HEADER);
    }

    static void write(KeptDecision decision, Unmasking.Look look, Utf8Sink out) {
        Function<String, @Nullable String> clear = seal -> look.clear(decision.id(), seal);
        LoggedDecision.Rules rules = decision.rules();
        KeptJson body = KeptJson.of(decision.body());
        cell(decision.id().toString(), out);
        cell(decision.decidedAt().toString(), out);
        cell(rules.ruleset(), out);
        cell(rules.branch(), out);
        cell(rules.commit(), out);
        cell(rules.selectedBy(), out);
        cell(Boolean.toString(rules.effective()), out);
        cell(rules.rolloutSide(), out);
        cell(decision.routingKey(), out);
        cell(decision.caller(), out);
        cell(rules.engine(), out);
        cell(unquoted(DecisionJson.asOf(body)), out);
        cell(body.member("facts", clear), out);
        cell(KeptJson.of(decision.outcome()).whole(clear), out);
        cell(KeptJson.of(decision.firedRules()).whole(clear), out);
        cell(Long.toString(decision.use().nanos() / 1_000), out);
        cell(Long.toString(decision.use().steps()), out);
        cell(Integer.toString(decision.use().firings()), out);
        out.truncate(out.size() - 1);
        out.ascii("\r\n");
    }

    private static @Nullable String unquoted(@Nullable String json) {
        return json == null ? null : json.substring(1, json.length() - 1);
    }

    private static void cell(@Nullable String value, Utf8Sink out) {
        out.raw(cell(value == null ? "" : value).getBytes(StandardCharsets.UTF_8));
        out.raw(',');
    }

    static String cell(String value) {
        boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
        boolean plain = !formula
                && value.indexOf(',') < 0
                && value.indexOf('"') < 0
                && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0;
        return plain ? value : "\"" + (formula ? "'" : "") + value.replace("\"", "\"\"") + "\"";
    }
}

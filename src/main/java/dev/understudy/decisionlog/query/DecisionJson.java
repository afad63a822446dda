package dev.understudy.decisionlog.query;

import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.json.Utf8Sink;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a kept decision as JSON in one line. */
final class DecisionJson {
    private DecisionJson() {}

    static void write(KeptDecision decision, Unmasking.Look look, Utf8Sink out) {
        Function<String, @Nullable String> clear = seal -> look.clear(decision.id(), seal);
        LoggedDecision.Rules rules = decision.rules();
        KeptJson body = KeptJson.of(decision.body());
        out.raw('{');
        text("id", decision.id().toString(), out);
        text("decidedAt", decision.decidedAt().toString(), out);
        text("ruleset", rules.ruleset(), out);
        text("branch", rules.branch(), out);
        text("commit", rules.commit(), out);
        text("selectedBy", rules.selectedBy(), out);
        name("effective", out);
        out.ascii(rules.effective() ? "true," : "false,");
        text("rolloutSide", rules.rolloutSide(), out);
        json("assignment", decision.assignment(), out);
        text("routingKey", decision.routingKey(), out);
        text("caller", decision.caller(), out);
        text("engine", rules.engine(), out);
        json("asOf", asOf(body), out);
        json("facts", body.member("facts", clear), out);
        json("outcome", KeptJson.of(decision.outcome()).whole(clear), out);
        json("firedRules", KeptJson.of(decision.firedRules()).whole(clear), out);
        name("engineMicros", out);
        out.number(decision.use().nanos() / 1_000);
        out.ascii(",\"budget\":{\"steps\":");
        out.number(decision.use().steps());
        out.ascii(",\"firings\":");
        out.number(decision.use().firings());
        out.ascii("}}");
    }

    /** The moment that the caller said it was, as a JSON string; null when it said none. */
    static @Nullable String asOf(KeptJson body) {
        String moment = body.isOdd() ? null : body.member("asOf", _ -> null);
        return moment == null || !moment.startsWith("\"") ? null : moment;
    }

    private static void name(String name, Utf8Sink out) {
        out.raw('"');
        out.ascii(name);
        out.ascii("\":");
    }

    private static void text(String name, @Nullable String value, Utf8Sink out) {
        if (value != null) {
            name(name, out);
            out.text(value);
            out.raw(',');
        }
    }

    private static void json(String name, @Nullable String value, Utf8Sink out) {
        if (value != null) {
            name(name, out);
            out.raw(value.getBytes(StandardCharsets.UTF_8));
            out.raw(',');
        }
    }
}

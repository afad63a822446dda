package dev.understudy.replay.compare;

import dev.understudy.decisionlog.query.RecordedDecision;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import dev.understudy.testsupport.WrittenRuleset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Decisions as the log has them, and rules that make them. */
public final class Recordings {
    private static final String DRL = """
            package acme
            import java.math.BigDecimal
            declare Order
                amount : int
                name : String
                code : CODE
            end
            declare Fee
                amount : BigDecimal
                name : String
            end
            declare Note
                text : String
            end
            rule "Small"
            when
                Order(amount < LIMIT, $name : name)
            then
                insert(new Fee(new BigDecimal("2.50"), $name));
            end
            rule "Large"
            when
                Order(amount >= LIMIT, $name : name)
            then
                insert(new Fee(new BigDecimal("FEE"), $name));
            end
            rule "Noted"
            when
                Order(amount > 900)
            then
                insert(new Note("large"));
            end
            """;

    private Recordings() {}

    /** Orders below {@code limit} cost 2.50, others {@code fee}. */
    public static WrittenRuleset rules(int limit, String fee, String... sensitive) {
        return typed("String", limit, fee, sensitive);
    }

    /** The same with another type of the field {@code code}. */
    static WrittenRuleset typed(String code, int limit, String fee, String... sensitive) {
        return WrittenRuleset.empty()
                .file(
                        "ruleset.yaml",
                        "facts: {in: [Order], out: [Fee, Note]}\nsensitive: [" + String.join(", ", sensitive) + "]\n")
                .drl(DRL.replace("CODE", code)
                        .replace("LIMIT", Integer.toString(limit))
                        .replace("FEE", fee));
    }

    static UUID id(int number) {
        return new UUID(0x019a000000000000L + ((long) number << 16) + 0x7000L, 1L << 63 | number);
    }

    /** The body of a call for one order. */
    static String order(int amount, String name) {
        return "{\"facts\":{\"Order\":{\"amount\":" + amount + ",\"name\":\"" + name + "\",\"code\":\"7\"}}}";
    }

    /** What the log has of a decision by {@code rules}. */
    static RecordedDecision recorded(int number, String json, CompiledRuleset rules, Sealing sealing) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Facts facts = rules.read(body, 0, body.length);
        Decision decision = rules.decide(facts, false);
        byte[] sealedBody = sealed(body, facts.sensitive(), id(number), sealing);
        byte[] outcome = sealed(decision.outcomeJson(), decision.sensitive(), id(number), sealing);
        return new RecordedDecision(id(number), sealedBody, outcome, fired(decision.firedRules()));
    }

    private static byte[] sealed(byte[] json, int[] ranges, UUID id, Sealing sealing) {
        Utf8Sink out = new Utf8Sink();
        sealing.seal(json, 0, json.length, ranges, id, out);
        return out.toByteArray();
    }

    private static byte[] fired(List<Decision.FiredRule> rules) {
        StringBuilder json = new StringBuilder("[");
        rules.forEach(each -> json.append(json.length() > 1 ? "," : "")
                .append("{\"rule\":\"")
                .append(each.rule())
                .append("\",\"count\":")
                .append(each.count())
                .append('}'));
        return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }
}

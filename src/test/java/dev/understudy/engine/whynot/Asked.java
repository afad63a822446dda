package dev.understudy.engine.whynot;

import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.WhyNot;
import dev.understudy.ruleset.WhyNotRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Asks why rules did not fire. */
final class Asked {
    private Asked() {}

    /** {@code facts} is what goes between the braces of {@code {"facts": {…}}}. */
    static Explanation explain(CompiledRuleset ruleset, String facts, WhyNotRequest request) {
        return explainBody(ruleset, "{\"facts\": {" + facts + "}}", request);
    }

    /** The same with a whole body. */
    static Explanation explainBody(CompiledRuleset ruleset, String json, WhyNotRequest request) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Facts once = ruleset.read(body, 0, body.length);
        return ruleset.explain(once, ruleset.read(body, 0, body.length), request);
    }

    /** Why one rule did not fire. */
    static List<WhyNot.Reason> reasons(CompiledRuleset ruleset, String facts, String rule) {
        return explain(ruleset, facts, WhyNotRequest.of(rule))
                .whyNot()
                .getFirst()
                .reasons();
    }

    /** {@code KIND 3:5 text} for each reason, one a line. */
    static String told(CompiledRuleset ruleset, String facts, String rule) {
        return reasons(ruleset, facts, rule).stream().map(Asked::line).collect(Collectors.joining("\n"));
    }

    /** {@code KIND 3:5 text}. */
    static String line(WhyNot.Reason reason) {
        return reason.kind() + " " + reason.line() + ":" + reason.column() + " " + reason.text();
    }
}

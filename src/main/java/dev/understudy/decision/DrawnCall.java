package dev.understudy.decision;

import dev.understudy.identity.Caller;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.rollout.LiveRollout;
import dev.understudy.rollout.StageView.Side;
import dev.understudy.rollout.bucket.Assignment;
import dev.understudy.rollout.cohort.FactSource;
import dev.understudy.routing.SelectedBy;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call while a rollout runs: it is decided by its side. What the candidate fails on, the baseline decides, so that the
 * caller notices nothing; the rollout is told.
 */
final class DrawnCall {
    static final String BASELINE = "baseline";
    static final String CANDIDATE = "candidate";

    private final LiveRollout rollout;
    private final Resolved baseline;
    private final Caller caller;
    private final DecisionSeries.Body body;

    DrawnCall(LiveRollout rollout, Resolved baseline, Caller caller, DecisionSeries.Body body) {
        this.rollout = rollout;
        this.baseline = baseline;
        this.caller = caller;
        this.body = body;
    }

    /** @param facts as the baseline reads them; it settles who is who */
    Made decide(Facts facts, DecisionSeries.Way way) {
        Side side =
                rollout.side(facts.routingKey(), FactSource.ofBody(body.json(), body.offset(), body.length()), caller);
        if (side == null) {
            Made made = way.decide(baseline, facts);
            if (made.decision() != null) {
                rollout.seen().withoutUnit();
            }
            return made;
        }
        CompiledRuleset rules =
                side.assignment().candidate() ? rollout.candidate().ruleset() : null;
        return rules == null ? onBaseline(facts, side, way) : onCandidate(rules, facts, side, way);
    }

    private Made onBaseline(Facts facts, Side side, DecisionSeries.Way way) {
        try {
            return finished(way.decide(baseline, facts), side, BASELINE);
        } catch (RuntimeException failure) {
            rollout.seen().bad(harm(failure), side);
            rollout.seen().decided(side);
            throw failure;
        }
    }

    private Made onCandidate(CompiledRuleset rules, Facts facts, Side side, DecisionSeries.Way way) {
        SelectedBy by = side.byCohort() ? SelectedBy.COHORT : SelectedBy.ROLLOUT;
        Selection selection = new Selection(baseline.selection().view(), null, by, false);
        Resolved candidate = new Resolved(baseline.name(), selection, rollout.commit(), rollout.candidate(), rules);
        RuntimeException why;
        try {
            return finished(
                    way.decide(candidate, rules.read(body.json(), body.offset(), body.length())), side, CANDIDATE);
        } catch (RuntimeException failure) {
            why = failure;
        }
        return instead(facts, side, way, why);
    }

    private Made instead(Facts facts, Side side, DecisionSeries.Way way, RuntimeException why) {
        boolean baselineDecides = false;
        try {
            Made made = way.decide(baseline, facts);
            if (made.decision() == null) {
                return made;
            }
            baselineDecides = true;
            rollout.seen().decided(side);
            return made.drawn(BASELINE, json(side.assignment()));
        } finally {
            rollout.seen().bad(harm(why), side);
            if (baselineDecides && isOfTheRules(why)) {
                rollout.seen().tripped(sentence(why));
            }
        }
    }

    private Made finished(Made made, Side side, String name) {
        if (made.decision() == null) {
            return made;
        }
        rollout.seen().decided(side);
        if (made.decision().use().nanos() > rollout.watch().slowNanos()) {
            rollout.seen().bad(Harm.SLOW, side);
        }
        return made.drawn(name, json(side.assignment()));
    }

    private static Harm harm(RuntimeException failure) {
        return failure instanceof ProblemException problem && problem.type() == ProblemType.BUDGET_EXCEEDED
                ? Harm.BUDGET
                : Harm.FAILED;
    }

    /** A limit of time may be the machine's fault; whatever else ends a decision is the same each time. */
    private static boolean isOfTheRules(RuntimeException failure) {
        return !(failure instanceof ProblemException problem)
                || problem.type() != ProblemType.BUDGET_EXCEEDED
                || !"time".equals(problem.extensions().get("limit"));
    }

    /** Without the problem's own text, which may repeat facts. */
    private static String sentence(RuntimeException failure) {
        if (!(failure instanceof ProblemException problem)) {
            return "The candidate failed: " + failure.getClass().getSimpleName() + ".";
        }
        StringBuilder text = new StringBuilder("The candidate failed: ")
                .append(problem.type().title());
        append("rule", problem, text);
        append("file", problem, text);
        append("line", problem, text);
        append("limit", problem, text);
        append("pointer", problem, text);
        return text.append('.').toString();
    }

    private static void append(String member, ProblemException problem, StringBuilder text) {
        Object value = problem.extensions().get(member);
        if (value != null) {
            text.append(", ").append(member).append(' ').append(value);
        }
    }

    private String json(Assignment assignment) {
        Utf8Sink out = new Utf8Sink(320);
        out.raw('{');
        boolean first = true;
        for (Map.Entry<String, Object> field : assignment.fields().entrySet()) {
            if (rollout.watch().hidesUnit() && field.getKey().equals("unit")) {
                continue;
            }
            if (!first) {
                out.raw(',');
            }
            first = false;
            out.text(field.getKey());
            out.raw(':');
            value(field.getValue(), out);
        }
        out.raw('}');
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    private static void value(@Nullable Object value, Utf8Sink out) {
        if (value instanceof String text) {
            out.text(text);
        } else {
            out.ascii(String.valueOf(value));
        }
    }
}

package dev.understudy.decision;

import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;

/** Decisions by the same rules: what they share is written once. Immutable. */
final class DecisionSeries {
    private final Resolved rules;
    private final DecisionAnswer answer;

    DecisionSeries(Resolved rules) {
        this.rules = rules;
        this.answer = DecisionAnswer.by(rules);
    }

    /** By which rules. */
    Resolved rules() {
        return rules;
    }

    /**
     * Decides on the thread that calls.
     *
     * @param json the facts, {@code length} bytes from {@code offset}
     * @param epochMillis now
     * @param out gets the answer behind what it has, or nothing
     * @throws dev.understudy.problem.ProblemException that says what the caller can do
     */
    void decide(byte[] json, int offset, int length, boolean explain, long epochMillis, Utf8Sink out) {
        CompiledRuleset ruleset = rules.ruleset();
        Facts facts = ruleset.read(json, offset, length);
        Decision decision = ruleset.decide(facts, explain);
        answer.write(decision, epochMillis, explain, out);
    }
}

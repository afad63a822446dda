package dev.understudy.decision;

import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.WhyNotRequest;
import java.util.function.Supplier;

/** Decisions by the same rules: what they share is written once. Thread-safe. */
final class DecisionSeries {
    private final Resolved rules;
    private final BudgetGuard guard;
    private final DecisionAnswer answer;

    DecisionSeries(Resolved rules, BudgetGuard guard) {
        this.rules = rules;
        this.guard = guard;
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
        guard.admit(rules.slot(), rules.selection());
        CompiledRuleset ruleset = rules.ruleset();
        Facts facts = ruleset.read(json, offset, length);
        Decision decision = guarded(() -> ruleset.decide(facts, explain));
        guard.decided(rules, decision.use());
        answer.write(decision, epochMillis, explain, out);
    }

    /**
     * Decides on the thread that calls, and tells why rules did not fire.
     *
     * @throws dev.understudy.problem.ProblemException that says what the caller can do
     */
    void explain(byte[] json, WhyNotRequest request, long epochMillis, Utf8Sink out) {
        guard.admit(rules.slot(), rules.selection());
        CompiledRuleset ruleset = rules.ruleset();
        Facts facts = ruleset.read(json, 0, json.length);
        Facts asGiven = ruleset.read(json, 0, json.length);
        Explanation explanation = guarded(() -> ruleset.explain(facts, asGiven, request));
        guard.decided(rules, explanation.decision().use());
        answer.write(explanation, epochMillis, out);
    }

    /**
     * Decides on the thread that calls, if that takes little.
     *
     * @return whether {@code out} has the answer; if not, it has to be decided elsewhere
     */
    boolean decideIfQuick(byte[] json, long epochMillis, Utf8Sink out) {
        guard.admit(rules.slot(), rules.selection());
        CompiledRuleset ruleset = rules.ruleset();
        Decision decision = ruleset.decideIfQuick(ruleset.read(json, 0, json.length));
        if (decision == null) {
            return false;
        }
        guard.decided(rules, decision.use());
        answer.write(decision, epochMillis, false, out);
        return true;
    }

    private <T> T guarded(Supplier<T> decision) {
        try {
            return decision.get();
        } catch (ProblemException problem) {
            guard.failed(rules, problem);
            throw problem;
        }
    }
}

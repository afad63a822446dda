package dev.understudy.decision;

import dev.understudy.decisionlog.DecisionLog;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.WhyNotRequest;
import java.util.function.Supplier;

/** Decisions by the same rules for the same caller: what they share is written once. Thread-safe. */
final class DecisionSeries {
    /** What {@link #decideIfQuick} gives when it has to be decided elsewhere. */
    static final long NOT_DECIDED = -1;

    private final Resolved rules;
    private final String caller;
    private final BudgetGuard guard;
    private final DecisionLog log;
    private final DecisionAnswer answer;

    DecisionSeries(Resolved rules, String caller, BudgetGuard guard, DecisionLog log) {
        this.rules = rules;
        this.caller = caller;
        this.guard = guard;
        this.log = log;
        this.answer = DecisionAnswer.by(rules, log);
    }

    /** Waits until there is room to keep many decisions. */
    void awaitRoom() throws InterruptedException {
        log.awaitRoom(answer.kept());
    }

    /** By which rules. */
    Resolved rules() {
        return rules;
    }

    /**
     * Decides on the thread that calls, and keeps the decision.
     *
     * @param json the facts, {@code length} bytes from {@code offset}
     * @param epochMillis now
     * @param out gets the answer behind what it has, or nothing
     * @return the position in the log to wait for before the answer leaves
     * @throws ProblemException that says what the caller can do
     */
    long decide(byte[] json, int offset, int length, boolean explain, long epochMillis, Utf8Sink out) {
        guard.admit(rules.slot(), rules.selection());
        CompiledRuleset ruleset = rules.ruleset();
        Facts facts = ruleset.read(json, offset, length);
        Decision decision = guarded(() -> ruleset.decide(facts, explain));
        guard.decided(rules, decision.use());
        DecisionId id = DecisionId.at(epochMillis);
        long position = keep(id, facts, json, offset, length, decision);
        answer.write(id, decision, explain, out);
        return position;
    }

    /**
     * Decides on the thread that calls, tells why rules did not fire, and keeps the decision.
     *
     * @return the position in the log to wait for before the answer leaves
     * @throws dev.understudy.problem.ProblemException that says what the caller can do
     */
    long explain(byte[] json, WhyNotRequest request, long epochMillis, Utf8Sink out) {
        guard.admit(rules.slot(), rules.selection());
        CompiledRuleset ruleset = rules.ruleset();
        Facts facts = ruleset.read(json, 0, json.length);
        Facts asGiven = ruleset.read(json, 0, json.length);
        Explanation explanation = guarded(() -> ruleset.explain(facts, asGiven, request));
        guard.decided(rules, explanation.decision().use());
        DecisionId id = DecisionId.at(epochMillis);
        long position = keep(id, facts, json, 0, json.length, explanation.decision());
        answer.write(id, explanation, out);
        return position;
    }

    /**
     * Decides on the thread that calls, if that takes little, and keeps the decision.
     *
     * @return the position in the log to wait for before the answer leaves, or {@link #NOT_DECIDED}
     */
    long decideIfQuick(byte[] json, long epochMillis, Utf8Sink out) {
        guard.admit(rules.slot(), rules.selection());
        CompiledRuleset ruleset = rules.ruleset();
        Facts facts = ruleset.read(json, 0, json.length);
        Decision decision = ruleset.decideIfQuick(facts);
        if (decision == null) {
            return NOT_DECIDED;
        }
        guard.decided(rules, decision.use());
        DecisionId id = DecisionId.at(epochMillis);
        long position = keep(id, facts, json, 0, json.length, decision);
        answer.write(id, decision, false, out);
        return position;
    }

    private long keep(DecisionId id, Facts facts, byte[] json, int offset, int length, Decision decision) {
        return log.keep(
                answer.kept(),
                new DecisionLog.Entry(id.high(), id.low(), caller, facts, json, offset, length, decision));
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

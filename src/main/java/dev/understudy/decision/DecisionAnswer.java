package dev.understudy.decision;

import dev.understudy.decisionlog.DecisionLog;
import dev.understudy.decisionlog.LogFrame;
import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.identity.Caller;
import dev.understudy.json.Utf8Sink;
import dev.understudy.routing.SelectedBy;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.BudgetUse;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Explanation;
import dev.understudy.ruleset.RulesetName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes decisions by the same rules as JSON: what the engine wrote is copied, what is the same for all of them is
 * written once. Holds texts, no rules, so that it keeps none in memory. Thread-safe.
 */
final class DecisionAnswer {
    private static final byte[] START = utf8("{\"id\":\"");
    private static final byte[] FIRED = utf8(",\"firedRules\":[");
    private static final byte[] RULE = utf8("{\"rule\":");
    private static final byte[] COUNT = utf8(",\"count\":");
    private static final byte[] MICROS = utf8("],\"engineMicros\":");
    private static final byte[] FIRINGS = utf8(",\"firings\":[");
    private static final byte[] FILE = utf8(",\"file\":");
    private static final byte[] LINE = utf8(",\"line\":");
    private static final byte[] FACTS = utf8(",\"facts\":");

    /** Both sides of a rollout take turns. */
    private static final int LAST_ONES = 4;

    private static final ThreadLocal<@Nullable DecisionAnswer[]> LAST =
            ThreadLocal.withInitial(() -> new @Nullable DecisionAnswer[LAST_ONES]);

    private final Frame frame;
    /** From behind the id to the outcome. */
    private final byte[] rules;

    private final LogFrame kept;
    /** What stands before the count of each rule. */
    private final ConcurrentMap<String, byte[]> firedRules = new ConcurrentHashMap<>();

    private record Frame(
            RulesetName ruleset,
            BranchName branch,
            CommitId commit,
            SelectedBy selectedBy,
            boolean effective,
            @Nullable String side) {
        static Frame of(Resolved rules, @Nullable String side, Caller caller) {
            Selection selection = rules.selection();
            return new Frame(
                    rules.name(),
                    selection.view().branch(),
                    rules.commit(),
                    selection.selectedBy(),
                    selection.effectiveFor(caller),
                    side);
        }

        LoggedDecision.Rules logged(String engine) {
            return new LoggedDecision.Rules(
                    ruleset.value(), branch.value(), commit.value(), selectedBy.name(), effective, side, engine);
        }
    }

    private DecisionAnswer(Frame frame, byte[] rules, LogFrame kept) {
        this.frame = frame;
        this.rules = rules;
        this.kept = kept;
    }

    /** How these decisions are kept. */
    LogFrame kept() {
        return kept;
    }

    /**
     * For decisions by {@code rules}; mostly those of the thread's last decisions.
     *
     * @param side {@code baseline} or {@code candidate}; null when no rollout draws
     */
    static DecisionAnswer by(Resolved rules, @Nullable String side, Caller caller, DecisionLog log) {
        Frame frame = Frame.of(rules, side, caller);
        @Nullable DecisionAnswer[] last = LAST.get();
        for (DecisionAnswer each : last) {
            if (each != null && each.frame.equals(frame)) {
                return each;
            }
        }
        DecisionAnswer answer = new DecisionAnswer(
                frame,
                text(frame),
                log.frame(
                        rules.ruleset().manifest(), frame.logged(rules.ruleset().engine())));
        System.arraycopy(last, 0, last, 1, LAST_ONES - 1);
        last[0] = answer;
        return answer;
    }

    private static byte[] text(Frame frame) {
        Utf8Sink sink = new Utf8Sink();
        sink.ascii("\",\"ruleset\":");
        sink.text(frame.ruleset().value());
        sink.ascii(",\"branch\":");
        sink.text(frame.branch().value());
        sink.ascii(",\"commit\":");
        sink.text(frame.commit().value());
        sink.ascii(",\"selectedBy\":");
        sink.text(frame.selectedBy().name());
        sink.ascii(frame.effective() ? ",\"effective\":true" : ",\"effective\":false");
        sink.ascii(",\"outcome\":");
        return sink.toByteArray();
    }

    /** Writes one decision's answer behind what {@code out} has. */
    void write(DecisionId id, Decision decision, boolean explain, Utf8Sink out) {
        writeOpen(id, decision, explain, out);
        out.raw('}');
    }

    /** Writes a decision's answer with each firing, and why rules did not fire. */
    void write(DecisionId id, Explanation explanation, Utf8Sink out) {
        writeOpen(id, explanation.decision(), true, out);
        WhyNotAnswer.write(explanation.whyNot(), out);
        out.raw('}');
    }

    private void writeOpen(DecisionId id, Decision decision, boolean explain, Utf8Sink out) {
        out.raw(START);
        id.write(out);
        out.raw(rules);
        out.raw(decision.outcomeJson());
        out.raw(FIRED);
        List<Decision.FiredRule> fired = decision.firedRules();
        for (int i = 0; i < fired.size(); i++) {
            separate(i, out);
            out.raw(firedRules.computeIfAbsent(fired.get(i).rule(), DecisionAnswer::firedRule));
            out.number(fired.get(i).count());
            out.raw('}');
        }
        out.raw(MICROS);
        out.number(decision.use().nanos() / 1_000);
        if (explain) {
            firings(decision.firings(), out);
            budget(decision.use(), out);
        }
    }

    private static byte[] firedRule(String rule) {
        Utf8Sink sink = new Utf8Sink(rule.length() + 32);
        sink.raw(RULE);
        sink.text(rule);
        sink.raw(COUNT);
        return sink.toByteArray();
    }

    private static void firings(List<Decision.Firing> firings, Utf8Sink out) {
        out.raw(FIRINGS);
        for (int i = 0; i < firings.size(); i++) {
            Decision.Firing firing = firings.get(i);
            separate(i, out);
            out.raw(RULE);
            out.text(firing.rule());
            out.raw(FILE);
            out.text(firing.file());
            out.raw(LINE);
            out.number(firing.line());
            out.raw(FACTS);
            out.raw(utf8(firing.factsJson()));
            Decision.Changes changes = firing.changes();
            out.ascii(",\"inserted\":");
            out.raw(utf8(changes.insertedJson()));
            out.ascii(",\"modified\":");
            out.raw(utf8(changes.modifiedJson()));
            out.ascii(",\"deleted\":");
            out.raw(utf8(changes.deletedJson()));
            out.raw('}');
        }
        out.raw(']');
    }

    private static void budget(BudgetUse use, Utf8Sink out) {
        out.ascii(",\"budget\":{\"steps\":");
        out.number(use.steps());
        out.ascii(",\"mostSteps\":");
        out.number(use.limits().steps());
        out.ascii(",\"firings\":");
        out.number(use.firings());
        out.ascii(",\"mostFirings\":");
        out.number(use.limits().firings());
        out.ascii(",\"timeMicros\":");
        out.number(use.nanos() / 1_000);
        out.ascii(",\"mostTimeMicros\":");
        out.number(use.limits().time().toNanos() / 1_000);
        out.raw('}');
    }

    private static void separate(int index, Utf8Sink out) {
        if (index > 0) {
            out.raw(',');
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

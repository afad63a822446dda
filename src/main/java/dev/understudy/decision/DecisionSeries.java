package dev.understudy.decision;

import dev.understudy.decisionlog.DecisionLog;
import dev.understudy.identity.Caller;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.rollout.LiveRollout;
import dev.understudy.rollout.shadow.Sample;
import dev.understudy.rollout.shadow.ShadowTap;
import dev.understudy.routing.SelectedBy;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.WhyNotRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decisions by the same rules for the same caller: what they share is written once. While a rollout of these rules runs,
 * each is drawn, and decided by its side. Thread-safe.
 */
final class DecisionSeries {
    private final Resolved rules;
    private final Caller caller;
    private final DecisionParts parts;
    private final DecisionAnswer answer;
    /** Only those who chose nothing take part in rollouts. */
    private final boolean takesPart;

    DecisionSeries(Resolved rules, Caller caller, DecisionParts parts) {
        this.rules = rules;
        this.caller = caller;
        this.parts = parts;
        this.answer = DecisionAnswer.by(rules, null, caller, parts.log());
        this.takesPart = rules.selection().selectedBy() == SelectedBy.DEFAULT
                && rules.selection().effective();
    }

    /** Waits until there is room to keep many decisions. */
    void awaitRoom() throws InterruptedException {
        parts.log().awaitRoom(answer.kept());
    }

    /** By which rules, unless a rollout decides otherwise. */
    Resolved rules() {
        return rules;
    }

    /**
     * Decides on the thread that calls, and keeps the decision.
     *
     * @param json the facts, {@code length} bytes from {@code offset}
     * @param epochMillis now
     * @param out gets the answer behind what it has, or nothing
     * @throws ProblemException that says what the caller can do
     */
    Done decide(byte[] json, int offset, int length, boolean explain, long epochMillis, Utf8Sink out) {
        Body body = new Body(json, offset, length);
        Made made = make(body, (by, facts) -> made(by, facts, by.ruleset().decide(facts, explain)));
        return keep(made, body, epochMillis, explain, out);
    }

    /**
     * Decides on the thread that calls, tells why rules did not fire, and keeps the decision.
     *
     * @throws ProblemException that says what the caller can do
     */
    Done explain(byte[] json, WhyNotRequest request, long epochMillis, Utf8Sink out) {
        Body body = new Body(json, 0, json.length);
        Made made = make(body, (by, facts) -> {
            CompiledRuleset ruleset = by.ruleset();
            Facts asGiven = ruleset.read(json, 0, json.length);
            return Made.explained(by, facts, ruleset.explain(facts, asGiven, request));
        });
        return keep(made, body, epochMillis, true, out);
    }

    /**
     * Decides on the thread that calls, if that takes little, and keeps the decision.
     *
     * @return null when it has to be decided elsewhere
     */
    @Nullable
    Done decideIfQuick(byte[] json, long epochMillis, Utf8Sink out) {
        Body body = new Body(json, 0, json.length);
        Made made = make(body, this::quick);
        return made.decision() == null ? null : keep(made, body, epochMillis, false, out);
    }

    private Made quick(Resolved by, Facts facts) {
        boolean proven = isAsked(by) || by.slot().paceNanos() < DecisionService.FAST_NANOS;
        Decision decision = proven ? by.ruleset().decideIfQuick(facts) : null;
        return decision == null ? Made.NOTHING : made(by, facts, decision);
    }

    private boolean isAsked(Resolved by) {
        return by.selection().selectedBy() == rules.selection().selectedBy();
    }

    private static Made made(Resolved by, Facts facts, Decision decision) {
        return Made.plain(by, facts, decision);
    }

    private Made make(Body body, Way way) {
        parts.guard().admit(rules.slot(), rules.selection());
        Facts facts = rules.ruleset().read(body.json(), body.offset(), body.length());
        LiveRollout rollout = takesPart ? parts.rollouts().of(rules.name().value()) : null;
        Way guarded = guarded(way);
        return rollout == null || !rollout.concerns(rules.slot())
                ? guarded.decide(rules, facts)
                : new DrawnCall(rollout, rules, caller, body).decide(facts, guarded);
    }

    private Way guarded(Way way) {
        return (by, facts) -> {
            try {
                Made made = way.decide(by, facts);
                if (made.decision() != null) {
                    parts.guard().decided(by, made.decision().use());
                }
                return made;
            } catch (ProblemException problem) {
                // What a candidate's failure means is up to its rollout.
                if (isAsked(by)) {
                    parts.guard().failed(rules, problem);
                }
                throw problem;
            }
        };
    }

    private Done keep(Made made, Body body, long epochMillis, boolean explain, Utf8Sink out) {
        DecisionAnswer to =
                made.side() == null ? answer : DecisionAnswer.by(made.by(), made.side(), caller, parts.log());
        Decision decision = made.madeDecision();
        DecisionId id = DecisionId.at(epochMillis);
        long position = parts.log()
                .keep(
                        to.kept(),
                        new DecisionLog.Entry(
                                id.high(),
                                id.low(),
                                caller.name(),
                                made.facts(),
                                body.json(),
                                body.offset(),
                                body.length(),
                                decision,
                                made.assignment()));
        if (made.explanation() == null) {
            to.write(id, decision, explain, out);
        } else {
            to.write(id, made.explanation(), out);
        }
        shadow(made, body, id);
        return new Done(made.by(), id, position);
    }

    /** Hands it to candidates that decide later and elsewhere. */
    private void shadow(Made made, Body body, DecisionId id) {
        if (!takesPart) {
            return;
        }
        for (ShadowTap each : parts.shadows().of(rules.name().value())) {
            if (each.wants(made.by().slot().key().tree(), made.facts().routingKey())) {
                each.add(new Sample(id.high(), id.low(), body.own(), made.madeDecision()));
            }
        }
    }

    /** How rules are asked. */
    @FunctionalInterface
    interface Way {
        /** {@link Made#NOTHING} when it has to be decided elsewhere. */
        Made decide(Resolved by, Facts facts);
    }

    /** What was sent. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Body(byte[] json, int offset, int length) {
        /** Its bytes alone: an array that holds more is written anew for other calls. */
        byte[] own() {
            return offset == 0 && length == json.length ? json : Arrays.copyOfRange(json, offset, offset + length);
        }
    }
}

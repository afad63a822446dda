package dev.understudy.replay.compare;

import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes decisions that were just made once more by given rules, and compares. It keeps no outcome: examples are ids of
 * decisions. Numbers are summed up over the changed ones alone. For one thread.
 */
public final class LiveComparer {
    private final Comparer comparer;

    /** Decides by {@code rules}. */
    public LiveComparer(CompiledRuleset rules, Sealing sealing) {
        this.comparer = new Comparer(rules, sealing);
    }

    /** What became of a decision. */
    public enum Seen {
        /** The same outcome, byte for byte. */
        SAME,
        /** Another one. */
        CHANGED,
        /** None: these rules fail on its facts, or can't read them. */
        FAILED,
        /** None: its time was up, which may be the machine's fault. */
        LATE
    }

    /** Decides it, and counts it in {@code tally}. Never fails. */
    public Seen compare(LiveDecision live, Tally tally) {
        try {
            return compare(live, comparer.decide(live.body()), tally);
        } catch (Comparer.Refused refused) {
            tally.undecidable(refused.reason(), live.id());
            return refused.reason().isLate() ? Seen.LATE : Seen.FAILED;
        } catch (RuntimeException unforeseen) {
            comparer.report(live.id(), unforeseen);
            tally.undecidable(Reason.unforeseen(unforeseen), live.id());
            return Seen.FAILED;
        }
    }

    private static Seen compare(LiveDecision live, Decision now, Tally tally) {
        Decision then = live.decision();
        boolean same = Arrays.equals(then.outcomeJson(), now.outcomeJson());
        List<String> onlyThen = List.of();
        List<String> onlyNow = List.of();
        if (!then.firedRules().equals(now.firedRules())) {
            onlyThen = Comparer.only(then.firedRules(), now.firedRules());
            onlyNow = Comparer.only(now.firedRules(), then.firedRules());
            onlyThen.forEach(tally::onlyThen);
            onlyNow.forEach(tally::onlyNow);
        }
        if (same) {
            tally.unchanged(1);
            return Seen.SAME;
        }
        Change change = Change.between(
                OutcomeReader.read(then.outcomeJson(), then.sensitive()),
                OutcomeReader.read(now.outcomeJson(), now.sensitive()));
        change.addTo(tally);
        Set<String> fired = new LinkedHashSet<>();
        then.firedRules().forEach(each -> fired.add(each.rule()));
        now.firedRules().forEach(each -> fired.add(each.rule()));
        fired.forEach(tally::inChanged);
        tally.changed(change.kind(), change.example(live.id(), onlyThen, onlyNow));
        return Seen.CHANGED;
    }
}

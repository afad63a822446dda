package dev.understudy.replay.compare;

import dev.understudy.decisionlog.query.RecordedDecision;
import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.decisionlog.seal.Unsealed;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Decides recorded decisions again by given rules, and compares. It keeps no decision and counts in no metric of
 * decisions. For one thread.
 */
public final class Comparer {
    private static final Logger LOG = Logger.getLogger(Comparer.class);
    /** The clock goes on while a thread of low priority waits for the processor. */
    private static final int TRIES_IN_TIME = 3;

    private static final String SEALED = "{\"$sealed\":\"";
    private static final int[] NOTHING = {};

    private final CompiledRuleset rules;
    private final Sealing sealing;
    private final KnownOutcomes known = new KnownOutcomes();
    private boolean reported;

    /**
     * Decides by {@code rules}.
     *
     * @param sealing opens what was sealed, in memory alone, and seals what is kept of examples
     */
    public Comparer(CompiledRuleset rules, Sealing sealing) {
        this.rules = rules;
        this.sealing = sealing;
    }

    /**
     * What becomes of these decisions; of the first of them, when the thread is interrupted. Never fails: what can't be
     * decided is counted so.
     */
    public Tally compare(Iterable<RecordedDecision> decisions) {
        Tally tally = new Tally();
        for (RecordedDecision each : decisions) {
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
            compare(each, tally);
        }
        known.settle(tally);
        return tally;
    }

    private void compare(RecordedDecision recorded, Tally tally) {
        try {
            boolean sealed = mayBeSealed(recorded.body()) || mayBeSealed(recorded.outcome());
            if (sealed) {
                compareSealed(recorded, tally);
            } else {
                Decision now = decide(recorded.body());
                KnownOutcomes.Known then = known.of(recorded.outcome(), recorded.firedRules());
                compare(recorded, recorded.outcome(), then, now, tally);
            }
        } catch (Refused refused) {
            tally.undecidable(refused.reason, recorded.id());
        } catch (RuntimeException unforeseen) {
            report(recorded.id(), unforeseen);
            tally.undecidable(Reason.unforeseen(unforeseen), recorded.id());
        }
    }

    /** Its message could quote facts. */
    void report(UUID id, RuntimeException unforeseen) {
        if (!reported) {
            reported = true;
            LOG.errorf(
                    "Decision %s can't be decided again, for a reason that nobody foresaw: %s at %s. Others like it are"
                            + " not reported.",
                    id,
                    unforeseen.getClass().getName(),
                    Arrays.stream(unforeseen.getStackTrace()).limit(5).toList());
        }
    }

    private void compareSealed(RecordedDecision recorded, Tally tally) throws Refused {
        byte[] body = open(recorded.body(), recorded);
        byte[] outcome = open(recorded.outcome(), recorded);
        Decision now = decide(body);
        compare(recorded, outcome, KnownOutcomes.read(recorded.outcome(), recorded.firedRules()), now, tally);
    }

    private void compare(
            RecordedDecision recorded, byte[] outcome, KnownOutcomes.Known then, Decision now, Tally tally) {
        boolean same = Arrays.equals(outcome, now.outcomeJson());
        boolean sameRules = then.fired().equals(now.firedRules());
        if (same && sameRules && now.sensitive().length == 0 && then.isShared()) {
            then.met();
            return;
        }
        List<String> onlyThen = sameRules ? List.of() : only(then.fired(), now.firedRules());
        List<String> onlyNow = sameRules ? List.of() : only(now.firedRules(), then.fired());
        onlyThen.forEach(tally::onlyThen);
        onlyNow.forEach(tally::onlyNow);
        Change change = Change.between(then.figures(), OutcomeReader.read(now.outcomeJson(), now.sensitive()));
        change.addTo(tally);
        if (same) {
            tally.unchanged(1);
        } else {
            Set<String> fired = new LinkedHashSet<>();
            then.fired().forEach(each -> fired.add(each.rule()));
            now.firedRules().forEach(each -> fired.add(each.rule()));
            fired.forEach(tally::inChanged);
            tally.changed(change.kind(), change.example(recorded, now, sealing, onlyThen, onlyNow));
        }
    }

    /** Decides facts in the clear. */
    Decision decide(byte[] body) throws Refused {
        for (int attempt = 1; true; attempt++) {
            Facts facts;
            try {
                facts = rules.read(body, 0, body.length);
            } catch (ProblemException problem) {
                throw new Refused(Reason.unfit(problem));
            }
            try {
                return rules.decide(facts, false);
            } catch (ProblemException problem) {
                boolean late = problem.type() == ProblemType.BUDGET_EXCEEDED
                        && "time".equals(problem.extensions().get("limit"));
                if (!late || attempt == TRIES_IN_TIME) {
                    throw new Refused(Reason.undecided(problem));
                }
            }
        }
    }

    /** Searching a text of single bytes is what Java does fastest. */
    private static boolean mayBeSealed(byte[] json) {
        return new String(json, StandardCharsets.ISO_8859_1).contains(SEALED);
    }

    private byte[] open(byte[] json, RecordedDecision recorded) throws Refused {
        Unsealed unsealed = sealing.unseal(json, recorded.id());
        if (!unsealed.lacking().isEmpty()) {
            throw new Refused(Reason.keyMissing(least(unsealed.lacking())));
        }
        if (!unsealed.damaged().isEmpty()) {
            throw new Refused(Reason.keyWrong(least(unsealed.damaged())));
        }
        return unsealed.json();
    }

    private static String least(Set<String> keys) {
        return keys.stream().sorted().findFirst().orElseThrow();
    }

    static List<String> only(List<Decision.FiredRule> these, List<Decision.FiredRule> those) {
        Set<String> names =
                these.stream().map(Decision.FiredRule::rule).collect(Collectors.toCollection(LinkedHashSet::new));
        those.forEach(each -> names.remove(each.rule()));
        return List.copyOf(names);
    }

    static OutcomeFigures figures(byte[] outcome) {
        return OutcomeReader.read(outcome, NOTHING);
    }

    /** A decision can't be decided. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Reason reason;

        Reason reason() {
            return reason;
        }

        Refused(Reason reason) {
            super(reason.detail(), null, false, false);
            this.reason = reason;
        }
    }
}

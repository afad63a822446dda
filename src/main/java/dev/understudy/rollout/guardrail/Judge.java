package dev.understudy.rollout.guardrail;

import dev.understudy.rollout.guardrail.Verdict.Act;
import dev.understudy.rollout.guardrail.Verdict.Finding;
import dev.understudy.rollout.guardrail.Verdict.Gate;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import dev.understudy.ruleset.RolloutStage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Judges a stage by what its guardrails have seen. May be asked after every event: without harm, the probability that a
 * rollout is ever rolled back by its e-values is at most 1 %.
 */
public final class Judge {
    /** From this e-value on a stage holds, and people are told. */
    public static final double HOLD = 10;

    /** From this e-value on the candidate is rolled back. */
    public static final double ROLL_BACK = 100;

    /** From this e-value on units are not on the sides that they should be on, and the stage holds. */
    public static final double WRONG_ALLOCATION = 1_000;

    private final GuardrailSettings settings;
    private final List<Harm> watched;

    /** @param settings of the rollout's plan */
    public Judge(GuardrailSettings settings) {
        this.settings = settings;
        this.watched = Arrays.stream(Harm.values()).filter(settings::watches).toList();
    }

    /**
     * What is to be done.
     *
     * @param ledger what all nodes have seen
     * @param stage the running one
     * @param progress how far it is: without time or units it holds, since no data is no pass
     */
    public Verdict judge(Ledger ledger, RolloutStage stage, Progress progress) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new Finding(Gate.FAST_TRIP, "", ledger.trips() > 0 ? Act.ROLL_BACK : Act.PROCEED, ledger.trips(), 1));
        findings.addAll(harms(ledger));
        findings.addAll(floors(ledger));
        double wrong = ledger.allocation().e();
        findings.add(new Finding(
                Gate.ALLOCATION, "", wrong >= WRONG_ALLOCATION ? Act.HOLD : Act.PROCEED, wrong, WRONG_ALLOCATION));
        long least = Math.max(1, stage.units());
        findings.add(new Finding(
                Gate.UNITS, "", progress.units() < least ? Act.HOLD : Act.PROCEED, progress.units(), least));
        Act waiting = progress.lasted().compareTo(stage.soak()) < 0 ? Act.HOLD : Act.PROCEED;
        findings.add(new Finding(
                Gate.SOAK,
                "",
                waiting,
                progress.lasted().toMillis() / 1e3,
                stage.soak().toMillis() / 1e3));
        return Verdict.of(findings);
    }

    /** The mean of the e-values is one too; a single one has to reach as much more as there are of them. */
    private List<Finding> harms(Ledger ledger) {
        List<Finding> findings = new ArrayList<>();
        List<Double> logs = watched.stream().map(each -> ledger.of(each).logE()).toList();
        double mean = LogMath.mean(logs);
        Act act = act(mean, 1);
        findings.add(new Finding(Gate.HARM, "", act, Math.exp(mean), act == Act.ROLL_BACK ? ROLL_BACK : HOLD));
        for (int i = 0; i < watched.size(); i++) {
            Act single = act(logs.get(i), watched.size());
            findings.add(new Finding(
                    Gate.SINGLE_HARM,
                    name(watched.get(i)),
                    single == Act.ROLL_BACK ? Act.ROLL_BACK : Act.PROCEED,
                    Math.exp(logs.get(i)),
                    ROLL_BACK * watched.size()));
        }
        return findings;
    }

    private static Act act(double log, int times) {
        if (log >= Math.log(ROLL_BACK * times)) {
            return Act.ROLL_BACK;
        }
        return log >= Math.log(HOLD * times) ? Act.HOLD : Act.PROCEED;
    }

    private List<Finding> floors(Ledger ledger) {
        long units = ledger.allocation().candidate();
        List<Finding> findings = new ArrayList<>();
        for (Harm harm : watched) {
            Exposure most = settings.floors().get(harm);
            if (most != null && units >= settings.floorUnits()) {
                double share = (double) ledger.of(harm).candidate() / units;
                Act act = share >= most.share() ? Act.ROLL_BACK : Act.PROCEED;
                findings.add(new Finding(Gate.FLOOR, name(harm), act, share, most.share()));
            }
        }
        return findings;
    }

    private static String name(Harm harm) {
        return harm.name().toLowerCase(Locale.ROOT);
    }
}

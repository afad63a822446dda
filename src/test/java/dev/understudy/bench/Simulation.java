package dev.understudy.bench;

import dev.understudy.rollout.bucket.Draw;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.rollout.guardrail.Judge;
import dev.understudy.rollout.guardrail.Ledger;
import dev.understudy.rollout.guardrail.Progress;
import dev.understudy.rollout.guardrail.Verdict.Act;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.GuardrailSettings;
import dev.understudy.ruleset.GuardrailSettings.Harm;
import dev.understudy.ruleset.RolloutStage;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One simulated rollout: units come one after the other, are put on a side by the rollout's own draw, and go wrong by
 * chance. After each unit that goes wrong, the judge is asked. The same seed gives the same.
 *
 * @param stages exposures, in parts per million, one after the other
 * @param unitsPerStage how many units come in each
 * @param rate how often a unit of the baseline goes wrong
 * @param season whether that rate swings between a third and three times itself
 * @param harm how many times as often a unit of the candidate does
 * @param seed of key and chance
 */
record Simulation(List<Integer> stages, int unitsPerStage, double rate, boolean season, double harm, long seed) {
    private static final int KEY_BYTES = 32;
    private static final double SWING = Math.log(3);
    private static final Progress DONE = new Progress(1_000_000, Duration.ofDays(1));
    private static final Judge JUDGE = new Judge(new GuardrailSettings(Optional.empty(), Map.of(), Long.MAX_VALUE));

    /**
     * How it ended.
     *
     * @param rolledBackOne whether, by one metric alone, as if no other were watched
     * @param badUntilOne units that had gone wrong by then
     * @param candidatesUntilOne those of them that were the candidate's
     * @param rolledBack whether, by all metrics that are watched
     * @param badUntil units that had gone wrong by then
     */
    record End(boolean rolledBackOne, int badUntilOne, int candidatesUntilOne, boolean rolledBack, int badUntil) {}

    End run() {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        Draw draw = RolloutKey.ofHex(HexFormat.of().formatHex(secret)).draw(Draw.ASSIGN, "/Unit/0/id");
        Ledger ledger = Ledger.empty();
        int bad = 0;
        int badOne = 0;
        int candidatesOne = 0;
        int total = stages.size() * unitsPerStage;
        for (int i = 0; i < total; i++) {
            double chance = random.nextDouble();
            double base = season ? rate * Math.exp(SWING * Math.sin(20.0 * Math.PI * i / total)) : rate;
            // Most units go wrong on neither side, and need no draw.
            if (chance >= base * Math.max(1, harm)) {
                continue;
            }
            Exposure exposure = new Exposure(stages.get(i / unitsPerStage));
            Unit unit = Objects.requireNonNull(Unit.of("unit-" + i));
            boolean candidate = Draw.isIn(draw.point(unit), exposure);
            if (chance >= base * (candidate ? harm : 1)) {
                continue;
            }
            bad++;
            ledger = ledger.withBad(Harm.REPORTED, candidate, exposure.share());
            if (badOne == 0 && ledger.of(Harm.REPORTED).e() >= Judge.ROLL_BACK) {
                badOne = bad;
                candidatesOne = (int) ledger.of(Harm.REPORTED).candidate();
            }
            RolloutStage stage = new RolloutStage.Share(exposure, Duration.ofMinutes(1), 1);
            if (JUDGE.judge(ledger, stage, DONE).act() == Act.ROLL_BACK) {
                return new End(true, badOne, candidatesOne, true, bad);
            }
        }
        return new End(badOne > 0, badOne, candidatesOne, false, bad);
    }
}

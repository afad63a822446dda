package dev.understudy.rollout.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceTest {
    @ParameterizedTest
    @EnumSource(Hypothesis.class)
    void theExpectationOfOneFactorIsOne(Hypothesis against) {
        for (double w : new double[] {0, 0.001, 0.05, 0.5, 0.9, 1}) {
            double in = Evidence.none(against).with(true, w).e();
            double out = Evidence.none(against).with(false, w).e();
            assertThat(w * in + (1 - w) * out).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void theExpectationOfOneDecisionAtTheDeclaredShareIsOne() {
        for (double d : new double[] {0.001, 0.05, 0.2, 0.5, 0.79, 0.9}) {
            double changed = BlastRadius.of(d).with(true).e();
            double same = BlastRadius.of(d).with(false).e();
            assertThat(d * changed + (1 - d) * same).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void manyEventsNeitherOverflowNorUnderflow() {
        Evidence bad = Evidence.none(Hypothesis.HARM);
        Evidence good = bad;
        for (int i = 0; i < 10_000; i++) {
            bad = bad.with(true, 0.01);
            good = good.with(false, 0.5);
        }
        assertThat(bad.e()).isInfinite();
        assertThat(bad.logE()).isBetween(30_000.0, 40_000.0);
        assertThat(good.logE()).isBetween(-3_000.0, -2_000.0);
        assertThat(new BlastRadius(0.01, 1_000_000, 5).logE()).isFinite();
    }

    @Test
    void partsOfDifferentUnitsAddUpToTheWhole() {
        SplittableRandom random = new SplittableRandom(3);
        Evidence whole = Evidence.none(Hypothesis.HARM);
        Evidence one = whole;
        Evidence other = whole;
        for (int i = 0; i < 500; i++) {
            boolean candidate = random.nextInt(10) == 0;
            double exposure = random.nextInt(1, 100) / 100.0;
            whole = whole.with(candidate, exposure);
            if (random.nextBoolean()) {
                one = one.with(candidate, exposure);
            } else {
                other = other.with(candidate, exposure);
            }
        }
        assertThat(one.plus(other).logE()).isCloseTo(whole.logE(), within(1e-9));
        assertThat(one.plus(other).units()).isEqualTo(500);
        assertThat(one.plus(other).candidate()).isEqualTo(whole.candidate());
        assertThat(new BlastRadius(0.1, 3, 4).plus(new BlastRadius(0.1, 1, 2))).isEqualTo(new BlastRadius(0.1, 4, 6));
    }

    @Test
    void allocationShowsBothWays() {
        Evidence fair = Evidence.none(Hypothesis.ALLOCATION);
        Evidence much = fair;
        Evidence little = fair;
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 20_000; i++) {
            double draw = random.nextDouble();
            fair = fair.with(draw < 0.1, 0.1);
            much = much.with(draw < 0.12, 0.1);
            little = little.with(draw < 0.08, 0.1);
        }
        assertThat(fair.e()).isLessThan(Judge.WRONG_ALLOCATION);
        assertThat(much.e()).isGreaterThan(Judge.WRONG_ALLOCATION);
        assertThat(little.e()).isGreaterThan(Judge.WRONG_ALLOCATION);
    }

    @Test
    void everybodyOnTheCandidateShowsNothing() {
        assertThat(Evidence.none(Hypothesis.HARM).with(true, 1).e()).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoShareIsRefused(double share) {
        assertThatThrownBy(() -> Evidence.none(Hypothesis.HARM).with(true, share))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlastRadius.of(share)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatWasKeptWronglyIsRefused() {
        assertThatThrownBy(() -> new Evidence(Hypothesis.HARM, Collections.nCopies(5, 0.0), 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Evidence(Hypothesis.HARM, Collections.nCopies(6, Double.NaN), 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Evidence.none(Hypothesis.HARM).plus(Evidence.none(Hypothesis.ALLOCATION)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BlastRadius.of(0.1).plus(BlastRadius.of(0.2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachUnitIsNewOnceUntilTheSetIsFull() {
        SeenUnits units = new SeenUnits(1_000);
        SplittableRandom random = new SplittableRandom(5);
        assertThat(units.add(0)).isTrue();
        assertThat(units.add(0)).isFalse();
        for (int i = 1; i < 1_000; i++) {
            long bits = random.nextLong();
            assertThat(units.add(bits)).isTrue();
            assertThat(units.add(bits)).isFalse();
            assertThat(units.contains(bits)).isTrue();
        }
        assertThat(units.isFull()).isTrue();
        assertThat(units.add(random.nextLong())).isFalse();
        assertThat(units.size()).isEqualTo(1_000);
        assertThat(units.toArray()).hasSize(1_000).doesNotHaveDuplicates();
        assertThatThrownBy(() -> new SeenUnits(0)).isInstanceOf(IllegalArgumentException.class);
    }
}

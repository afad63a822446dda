package dev.understudy.rollout.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.Exposure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
    private static final RolloutKey KEY =
            RolloutKey.ofHex("a54dca182530bb1d6d132cded6237b2ed91e3f721fcb1971174494d6493c9d5c");

    private static Unit unit(String text) {
        return Objects.requireNonNull(Unit.of(text));
    }

    private static long point(String text) {
        return KEY.draw(Draw.ASSIGN, "/Flight/0/carrier").point(unit(text));
    }

    @Test
    void composedAndDecomposedLettersAreOneUnit() {
        assertThat(point("Zo\u00eb")).isEqualTo(point("Zoe\u0308"));
        assertThat(point("\u212b")).isEqualTo(point("\u00c5")).isEqualTo(point("A\u030a"));
    }

    @Test
    void blanksAndCaseMakeOtherUnits() {
        assertThat(IntStream.range(0, 4)
                        .mapToObj(i -> List.of("a", "a ", "A", " a").get(i))
                        .map(DrawTest::point)
                        .distinct())
                .hasSize(4);
    }

    @Test
    void whatStandsWhereCannotBeMovedBetweenTheParts() {
        assertThat(KEY.draw("assig", "n/Flight").point(unit("u")))
                .isNotEqualTo(KEY.draw("assign", "/Flight").point(unit("u")));
        assertThat(KEY.draw("assign", "ab").point(unit("c")))
                .isNotEqualTo(KEY.draw("assign", "a").point(unit("bc")));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"\ud800", "a\udc00b", "\udc00\ud800", "a\ud83d"})
    void noTextAndHalfAPairAreNoUnit(@Nullable String text) {
        assertThat(Unit.of(text)).isNull();
    }

    @Test
    void allOfUnicodeAndBlanksAloneAreUnits() {
        assertThat(Unit.of("\ud83d\ude00")).isNotNull();
        assertThat(Unit.of(" ")).isNotNull();
    }

    @Test
    void exposureIsAWholeNumberOfPartsPerMillion() {
        assertThat(Exposure.percent(new BigDecimal("0.5")).threshold()).isEqualTo(21_474_836);
        assertThat(Exposure.ALL.threshold()).isEqualTo(1L << 32);
        assertThat(Exposure.NONE.threshold()).isZero();
        assertThat(new Exposure(102_500)).hasToString("10.25 %");
        assertThat(new Exposure(100_000)).hasToString("10 %");
        assertThatThrownBy(() -> Exposure.percent(new BigDecimal("0.00005"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Exposure(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Exposure(1_000_001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void growingOnlyAddsUnits() {
        Draw draw = KEY.draw(Draw.ASSIGN, "customer");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            long point = draw.point(unit("u" + i));
            int less = random.nextInt(1_000_001);
            int more = random.nextInt(less, 1_000_001);
            if (Draw.isIn(point, new Exposure(less))) {
                assertThat(Draw.isIn(point, new Exposure(more))).isTrue();
            }
            assertThat(Draw.isIn(point, Exposure.ALL)).isTrue();
            assertThat(Draw.isIn(point, Exposure.NONE)).isFalse();
        }
    }

    @Test
    void drawsOf24KeysAreIndependent() {
        int units = 20_000;
        Exposure tenth = new Exposure(100_000);
        List<boolean[]> sides = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 24; i++) {
            byte[] secret = new byte[32];
            random.nextBytes(secret);
            Draw draw = RolloutKey.ofHex(HexFormat.of().formatHex(secret)).draw(Draw.ASSIGN, "/Flight/0/passengerId");
            sides.add(sides(draw, units, tenth));
        }
        sides.add(sides(KEY.draw(Draw.HOLDOUT, "/Flight/0/passengerId"), units, tenth));
        sides.add(sides(KEY.draw(Draw.SHADOW_SAMPLE, "/Flight/0/passengerId"), units, tenth));
        for (int i = 0; i < sides.size(); i++) {
            for (int j = i + 1; j < sides.size(); j++) {
                boolean[] a = sides.get(i);
                boolean[] b = sides.get(j);
                assertThat(Math.abs(given(a, b) - share(b))).isLessThan(4 * sigma(share(b), count(a)));
            }
        }
    }

    private static boolean[] sides(Draw draw, int units, Exposure exposure) {
        boolean[] sides = new boolean[units];
        for (int i = 0; i < units; i++) {
            sides[i] = Draw.isIn(draw.point(unit("passenger-" + i)), exposure);
        }
        return sides;
    }

    private static int count(boolean[] side) {
        return (int) IntStream.range(0, side.length).filter(i -> side[i]).count();
    }

    private static double share(boolean[] side) {
        return (double) count(side) / side.length;
    }

    private static double given(boolean[] a, boolean[] b) {
        return (double) IntStream.range(0, a.length).filter(i -> a[i] && b[i]).count() / count(a);
    }

    private static double sigma(double share, int of) {
        return Math.sqrt(share * (1 - share) / of);
    }

    @Test
    void aKeyIsNamedWithoutBeingGivenAway() {
        assertThat(KEY.toString()).doesNotContain(KEY.hex().substring(0, 8)).contains(KEY.id());
        assertThat(RolloutKey.ofHex(KEY.hex().toUpperCase(java.util.Locale.ROOT))
                        .id())
                .isEqualTo(KEY.id());
        assertThat(RolloutKey.random().hex())
                .hasSize(64)
                .isNotEqualTo(RolloutKey.random().hex());
        assertThatThrownBy(() -> RolloutKey.ofHex("xy")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RolloutKey.ofHex("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAssignmentFollowsFromPointAndExposure() {
        Exposure half = new Exposure(500_000);
        assertThat(assignment(Draw.ASSIGN, 5, half, true).isConsistent()).isTrue();
        assertThat(assignment(Draw.ASSIGN, 5, half, false).isConsistent()).isFalse();
        assertThat(assignment(Draw.HOLDOUT, 5, half, false).isConsistent()).isTrue();
        assertThat(assignment(Draw.HOLDOUT, 5, half, true).isConsistent()).isFalse();
        assertThat(assignment(Draw.HOLDOUT, 1L << 31, half, false).isConsistent())
                .isFalse();
    }

    private static Assignment assignment(String label, long point, Exposure exposure, boolean candidate) {
        return new Assignment("r1", KEY.id(), label, "/Flight/0/id", "u", point, exposure, candidate);
    }
}

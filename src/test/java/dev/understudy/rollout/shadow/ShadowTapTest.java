package dev.understudy.rollout.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.rollout.bucket.Draw;
import dev.understudy.rollout.bucket.RolloutKey;
import dev.understudy.rollout.bucket.Unit;
import dev.understudy.rollout.shadow.ShadowTap.Passed;
import dev.understudy.ruleset.BudgetUse;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Exposure;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.TreeId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ShadowTapTest {
    private static final TreeId BASELINE = new TreeId("b".repeat(40));
    private static final RolloutKey KEY = RolloutKey.ofHex("07".repeat(32));
    private static final String KIND = "/Ask/0/who";

    private static ShadowTap tap(int ppm) {
        return new ShadowTap(BASELINE, KEY, KIND, new Exposure(ppm));
    }

    private static Sample sample(int bytes) {
        Decision decision = new Decision(
                new byte[0], new int[0], List.of(), List.of(), new BudgetUse(RulesetManifest.Limits.PLATFORM, 1, 1, 1));
        return new Sample(1, 2, new byte[bytes], decision);
    }

    @Test
    void unitsAreDrawnByTheirOwnLabelAndAlwaysTheSame() {
        ShadowTap tenth = tap(100_000);
        Draw draw = KEY.draw(Draw.SHADOW_SAMPLE, KIND);
        int drawn = 0;
        for (int i = 0; i < 5_000; i++) {
            String unit = "unit-" + i;
            boolean wanted = Draw.isIn(draw.point(Objects.requireNonNull(Unit.of(unit))), new Exposure(100_000));
            assertThat(tenth.wants(BASELINE, unit)).isEqualTo(wanted);
            drawn += wanted ? 1 : 0;
        }
        assertThat(drawn).isBetween(400, 600);
        assertThat(tenth.passed()).isEqualTo(new Passed(5_000, 0, drawn, 0));
    }

    @Test
    void whoHasNoUnitIsCountedAndNeverDrawn() {
        ShadowTap all = tap(1_000_000);
        assertThat(all.wants(BASELINE, null)).isFalse();
        assertThat(all.wants(BASELINE, "")).isFalse();
        assertThat(all.wants(BASELINE, "somebody")).isTrue();
        assertThat(all.passed()).isEqualTo(new Passed(3, 2, 1, 0));
    }

    @Test
    void whatOtherRulesDecidedDoesNotComeBy() {
        ShadowTap all = tap(1_000_000);
        assertThat(all.wants(new TreeId("c".repeat(40)), "somebody")).isFalse();
        assertThat(all.passed().seen()).isZero();
    }

    @Test
    void whatThereIsNoRoomForIsDroppedAndCounted() {
        ShadowTap all = tap(1_000_000);
        for (int i = 0; i < ShadowTap.MOST_WAITING; i++) {
            assertThat(all.wants(BASELINE, "u" + i)).isTrue();
            all.add(sample(10));
        }
        assertThat(all.wants(BASELINE, "one more")).isFalse();
        assertThat(all.passed().dropped()).isEqualTo(1);
        assertThat(all.poll()).isNotNull();
        assertThat(all.wants(BASELINE, "one more")).isTrue();
        all.drain();
        assertThat(all.poll()).isNull();
        assertThat(all.passed().dropped()).isEqualTo(ShadowTap.MOST_WAITING);
    }

    @Test
    void aFewLargeBodiesFillItToo() {
        ShadowTap all = tap(1_000_000);
        int added = 0;
        while (all.wants(BASELINE, "somebody")) {
            all.add(sample(1 << 20));
            added++;
        }
        assertThat(added).isEqualTo(4);
        assertThat(all.poll()).isNotNull();
        assertThat(all.wants(BASELINE, "somebody")).isTrue();
    }

    @Test
    void nothingIsLookedUpWhileThereAreNone() {
        LiveShadows live = new LiveShadows();
        assertThat(live.of("acme")).isEmpty();
        ShadowTap tap = tap(1);
        live.swap(Map.of("acme", List.of(tap)));
        assertThat(live.of("acme")).containsExactly(tap);
        assertThat(live.of("other")).isEmpty();
        live.swap(Map.of());
        assertThat(live.of("acme")).isEmpty();
    }
}

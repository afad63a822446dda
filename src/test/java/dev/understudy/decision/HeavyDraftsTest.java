package dev.understudy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.Selection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts whose decisions allocate much. */
final class HeavyDraftsTest {
    private static final int MEBIBYTE = 1 << 20;

    private final BudgetBed bed = new BudgetBed();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final HeavyDrafts heavy = new HeavyDrafts(config(8), nanos::get);

    private static DraftConfig config(int megabytes) {
        return new DraftConfig() {
            @Override
            public int allocationMegabytes() {
                return 128;
            }

            @Override
            public int heavyMegabytes() {
                return megabytes;
            }
        };
    }

    private Selection branch(String name) {
        return bed.rules(name).selection();
    }

    private void admit(String branch) {
        heavy.admit(BudgetBed.ACME, branch(branch));
    }

    private void used(String branch, int mebibytes) {
        heavy.used(BudgetBed.ACME, branch(branch), (long) mebibytes * MEBIBYTE);
    }

    @Test
    void twoOfTheGreatestFollowEachOtherAndTheThirdWaits() {
        bed.push("draft/a", 2);
        used("draft/a", 32);
        assertThatCode(() -> admit("draft/a")).doesNotThrowAnyException();
        used("draft/a", 32);
        assertThatThrownBy(() -> admit("draft/a")).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
            assertThat(refused.detail()).contains("'acme' on 'draft/a'").contains("Try again in 4 s");
            assertThat(refused.extensions()).containsEntry("retryAfterSeconds", 4L);
        });
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThatCode(() -> admit("draft/a")).doesNotThrowAnyException();
    }

    @Test
    void lightDecisionsOweNothing() {
        bed.push("draft/a", 2);
        for (int i = 0; i < 1_000; i++) {
            used("draft/a", 1);
        }
        assertThatCode(() -> admit("draft/a")).doesNotThrowAnyException();
    }

    @Test
    void otherDraftsAndProductionPayForNobody() {
        bed.push("draft/a", 2);
        bed.push("draft/b", 3);
        used("draft/a", 320);
        assertThatThrownBy(() -> admit("draft/a")).isInstanceOf(ProblemException.class);
        assertThatCode(() -> admit("draft/b")).doesNotThrowAnyException();
        used("main", 320);
        assertThatCode(() -> admit("main")).doesNotThrowAnyException();
    }

    @Test
    void anewCommitPaysNothingBack() {
        bed.push("draft/a", 2);
        used("draft/a", 320);
        bed.push("draft/a", 3);
        assertThatThrownBy(() -> admit("draft/a")).isInstanceOf(ProblemException.class);
    }

    @Test
    void theMoreShareTheRateTheLongerEachWaits() {
        for (int i = 2; i < 6; i++) {
            bed.push("draft/" + i, i);
            used("draft/" + i, 32);
        }
        // Four share it: what the last one used costs 16 s, of which 4 s are its credit.
        assertThatThrownBy(() -> admit("draft/5")).hasMessageContaining("Try again in 12 s");
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        used("draft/2", 64);
        assertThatThrownBy(() -> admit("draft/2")).as("the others have paid").hasMessageContaining("Try again in 4 s");
    }

    @Test
    void whatADecisionAllocatesIsMeasured() {
        bed.push("draft/a", 2);
        for (int i = 0; i < 3; i++) {
            assertThat(heavy.decide(bed.rules("draft/a"), () -> new byte[40 * MEBIBYTE]))
                    .hasSize(40 * MEBIBYTE);
        }
        assertThatThrownBy(() -> admit("draft/a")).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aRateOfNothingIsRefused(int megabytes) {
        assertThatThrownBy(() -> new HeavyDrafts(config(megabytes), nanos::get))
                .hasMessage("understudy.drafts.heavy-megabytes is " + megabytes + "; it has to be 1 or more.");
    }
}

package dev.understudy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.catalog.Quarantine;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.testsupport.LoggedLines;
import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drafts that are stopped again and again. */
class QuarantineTest {
    private final BudgetBed bed = new BudgetBed();
    private final LoggedLines log = new LoggedLines(BudgetGuard.class);

    @AfterEach
    void endLog() {
        log.close();
    }

    @Test
    void theFifthStopWithinAMinuteIsTheLast() {
        bed.push("draft/loop", 2);
        bed.stop("draft/loop", 5);
        ProblemException refused = Objects.requireNonNull(bed.call("draft/loop", "firings 1"));
        assertThat(refused.type()).isEqualTo(ProblemType.QUARANTINED);
        assertThat(refused.detail())
                .contains("'acme' on 'draft/loop' is quarantined since 2026-03-01T08:00:00Z: 5 decisions within 60 s")
                .contains("More than 10000 rules fired.")
                .contains("Push a commit");
        assertThat(refused.extensions())
                .containsEntry("branch", "draft/loop")
                .containsEntry("since", "2026-03-01T08:00:00Z")
                .containsEntry("limit", "firings")
                .containsEntry("rule", "Loop")
                .containsEntry("file", "acme/rules.drl")
                .containsEntry("line", 7);
    }

    @Test
    void itIsSeenFromOutside() {
        bed.push("draft/loop", 2);
        bed.stop("draft/loop", 4);
        BuildSlot slot = bed.slot(2);
        assertThat(bed.catalog.snapshot().state(slot)).isEqualTo(BuildSlot.State.LIVE);
        assertThat(bed.metric("understudy.quarantined")).isZero();
        bed.stop("draft/loop", 1);
        assertThat(bed.catalog.snapshot().state(slot)).isEqualTo(BuildSlot.State.QUARANTINED);
        assertThat(bed.rules("draft/loop").selection().view().state(bed.catalog.snapshot()))
                .isEqualTo(BuildSlot.State.QUARANTINED);
        assertThat(bed.catalog.snapshot().quarantine(slot))
                .extracting(Quarantine::branch, Quarantine::limit, Quarantine::rule, Quarantine::line)
                .containsExactly("draft/loop", "firings", "Loop", 7);
        assertThat(bed.metric("understudy.quarantined")).isEqualTo(1);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARN Quarantined acme on draft/loop at " + "c".repeat(39) + "2: 5 of its decisions were"
                        + " stopped within 60 s, the last one by the limit firings in the rule 'Loop'"
                        + " (acme/rules.drl:7).");
    }

    @Test
    void stopsFurtherApartAreForgiven() {
        bed.push("draft/loop", 2);
        for (int i = 0; i < 20; i++) {
            bed.stop("draft/loop", 1);
            bed.wait(Duration.ofMillis(15_001));
        }
        assertThat(bed.type("draft/loop", "firings 1")).isNull();
    }

    @Test
    void timeDoesNotEndIt() {
        bed.push("draft/loop", 2);
        bed.stop("draft/loop", 5);
        bed.wait(Duration.ofDays(30));
        assertThat(bed.type("draft/loop", "firings 1")).isEqualTo(ProblemType.QUARANTINED);
    }

    @Test
    void decisionsAndOtherProblemsDoNotCount() {
        bed.push("draft/fine", 2);
        for (int i = 0; i < 20; i++) {
            assertThat(bed.type("draft/fine", "fail")).isEqualTo(ProblemType.RULE_FAILED);
            assertThat(bed.type("draft/fine", "firings 10000")).isNull();
        }
    }

    @Test
    void aStopThatNamesNoRuleCountsToo() {
        bed.push("draft/large", 2);
        for (int i = 0; i < 5; i++) {
            assertThat(bed.type("draft/large", "outgrow")).isEqualTo(ProblemType.BUDGET_EXCEEDED);
        }
        ProblemException refused = Objects.requireNonNull(bed.call("draft/large", "firings 1"));
        assertThat(refused.type()).isEqualTo(ProblemType.QUARANTINED);
        assertThat(refused.detail()).contains("The outcome is too large.").doesNotContain("null");
        assertThat(refused.extensions()).containsOnlyKeys("branch", "since");
        assertThat(log.lines()).singleElement().asString().doesNotContain("null");
    }

    @Test
    void otherBranchesDecideAsBefore() {
        bed.push("draft/loop", 2);
        bed.push("draft/fine", 3);
        bed.stop("draft/loop", 5);
        assertThat(bed.type("draft/fine", "firings 1")).isNull();
        assertThat(bed.type("main", "firings 1")).isNull();
    }

    @Test
    void aCommitWithOtherRulesEndsItAndTheSameRulesDoNot() {
        bed.push("draft/loop", 2);
        bed.stop("draft/loop", 5);
        bed.push("draft/again", 2);
        assertThat(bed.type("draft/again", "firings 1")).isEqualTo(ProblemType.QUARANTINED);
        bed.push("draft/again", 3);
        bed.push("draft/loop", 3);
        assertThat(bed.type("draft/loop", "firings 1")).isNull();
        assertThat(bed.metric("understudy.quarantined")).isZero();
        bed.push("draft/loop", 2);
        assertThat(bed.type("draft/loop", "firings 1")).isEqualTo(ProblemType.QUARANTINED);
        bed.catalog.trim();
        assertThat(bed.type("draft/loop", "firings 1")).isEqualTo(ProblemType.QUARANTINED);
    }

    @Test
    void mainIsNeverQuarantinedAndAnAlarmComesOnceAWindow() {
        for (int i = 0; i < 50; i++) {
            assertThat(bed.type("main", "stop")).isEqualTo(ProblemType.BUDGET_EXCEEDED);
        }
        assertThat(bed.type("main", "firings 1")).isNull();
        assertThat(bed.metric("understudy.main.budget.stops")).isEqualTo(50);
        assertThat(bed.metric("understudy.quarantined")).isZero();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("ERROR A decision of main was stopped: acme at " + "c".repeat(39) + "1. More than 10000");
        bed.wait(Duration.ofSeconds(60));
        bed.stop("main", 2);
        assertThat(log.lines()).hasSize(2).last().asString().contains("Stopped since the start: 51.");
    }

    @Test
    void aDraftWithTheRulesOfMainIsNotQuarantined() {
        bed.push("draft/same", 1);
        bed.stop("draft/same", 20);
        assertThat(bed.type("draft/same", "firings 1")).isNull();
        assertThat(bed.metric("understudy.main.budget.stops")).isZero();
    }

    @Test
    void mainDecidesByRulesThatAreQuarantinedAsADraft() {
        bed.push("draft/loop", 2);
        bed.stop("draft/loop", 5);
        bed.push("main", 2);
        assertThat(bed.type("main", "firings 1")).isNull();
        assertThat(bed.type("draft/loop", "firings 1")).isNull();
        assertThat(bed.catalog.snapshot().state(bed.slot(2))).isEqualTo(BuildSlot.State.LIVE);
        assertThat(bed.metric("understudy.quarantined")).isZero();
    }

    @Test
    void ofManyThreadsOneQuarantines() throws Exception {
        bed.push("draft/loop", 2);
        try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
            callers.invokeAll(Collections.nCopies(200, () -> bed.call("draft/loop", "stop")));
        }
        assertThat(log.lines()).hasSize(1);
        assertThat(bed.type("draft/loop", "stop")).isEqualTo(ProblemType.QUARANTINED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1_001})
    void anImpossibleNumberOfStopsIsRefusedByName(int stops) {
        assertThatThrownBy(() -> new BudgetBed(stops, Duration.ofSeconds(60)))
                .hasMessage("understudy.quarantine.stops is " + stops + "; it has to be a number from 1 to 1000.");
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT-5S", "PT24H1S"})
    void anImpossibleWindowIsRefusedByName(Duration window) {
        assertThatThrownBy(() -> new BudgetBed(5, window)).hasMessageStartingWith("understudy.quarantine.window is ");
    }
}

package dev.understudy.decisionlog.journal;

import static dev.understudy.decisionlog.journal.Texts.append;
import static dev.understudy.decisionlog.journal.Texts.long600;
import static dev.understudy.decisionlog.journal.Texts.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for the disk is served together, and told when it fails. */
class SyncTest {
    @TempDir
    Path folder;

    private final TestDisk disk = new TestDisk();

    private static void done(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private Journal open() {
        return Journal.open(folder, Texts.SMALL, disk);
    }

    @Test
    void aForcedPositionIsDoneAtOnce() throws Exception {
        try (Journal journal = open()) {
            long position = append(journal, "one");
            assertThat(disk.forces).hasValue(0);
            done(journal.synced(position));
            assertThat(disk.forces).hasValue(1);
            assertThat(journal.synced(position).toCompletableFuture()).isDone();
            assertThat(disk.forces).hasValue(1);
        }
    }

    @Test
    void allWhoComeDuringOneForceAreServedByTheNext() throws Exception {
        disk.waiting = true;
        try (Journal journal = open()) {
            CompletionStage<Void> first = journal.synced(append(journal, "first"));
            disk.begun.acquire();
            List<CompletableFuture<Void>> others = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                others.add(journal.synced(append(journal, "other " + i)).toCompletableFuture());
            }
            assertThat(first.toCompletableFuture()).isNotDone();
            disk.waiting = false;
            disk.mayEnd.release();
            done(first);
            done(CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)));
            // 64 small records lie in one segment.
            assertThat(disk.forces).hasValue(2);
        }
    }

    @Test
    void aForceThatTakesItsTimeKeepsNobodyFromTheNextSegment() throws Exception {
        disk.waiting = true;
        try (Journal journal = open()) {
            CompletionStage<Void> first = journal.synced(append(journal, "first"));
            disk.begun.acquire();
            try {
                for (int i = 0; i < 20; i++) {
                    assertThat(append(journal, long600(i))).isPositive();
                }
                assertThat(first.toCompletableFuture()).isNotDone();
            } finally {
                disk.waiting = false;
                disk.mayEnd.release();
            }
            done(first);
        }
    }

    @Test
    void aForceReachesOverSegments() throws Exception {
        try (Journal journal = open()) {
            long position = 0;
            for (int i = 0; i < 20; i++) {
                position = append(journal, long600(i));
            }
            done(journal.synced(position));
            assertThat(disk.forces).hasValue(4);
        }
    }

    @Test
    void aFailedForceIsToldAndTheNextSegmentIsTried() throws Exception {
        try (Journal journal = open()) {
            long before = append(journal, "before");
            done(journal.synced(before));
            disk.failing = true;
            long lost = append(journal, "in doubt");
            assertThatThrownBy(() -> done(journal.synced(lost)))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("input/output error")
                    .hasMessageContaining(folder.toString());
            disk.failing = false;
            assertThat(journal.synced(lost).toCompletableFuture()).isCompletedExceptionally();
            done(journal.synced(before));
            done(journal.synced(append(journal, "after")));
            assertThat(read(journal)).containsExactly("before", "in doubt", "after");
            Texts.ship(journal);
            done(journal.synced(lost));
        }
    }

    @Test
    void closingTellsThatTheDiskFailedAndLosesNothing() {
        Journal journal = open();
        append(journal, "one");
        disk.failing = true;
        assertThatThrownBy(journal::close)
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("input/output error");
        assertThat(Texts.reopen(folder).texts()).containsExactly("one");
    }

    @Test
    void closingForcesForWhoStillWaits() throws Exception {
        disk.waiting = true;
        Journal journal = open();
        CompletionStage<Void> first = journal.synced(append(journal, "first"));
        disk.begun.acquire();
        CompletionStage<Void> second = journal.synced(append(journal, "second"));
        disk.waiting = false;
        disk.mayEnd.release();
        journal.close();
        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
    }

    @Test
    void aPositionBeyondTheEndIsRefused() {
        try (Journal journal = open()) {
            long end = append(journal, "one");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.synced(end + 8))
                    .withMessageContaining("ends at position " + end);
            assertThatIllegalArgumentException().isThrownBy(() -> journal.synced(Journal.FULL));
        }
    }
}

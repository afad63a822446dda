package dev.understudy.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A build that uses up its time or its memory is given up, and the next one does not wait for it. */
class BuildCrewTest {
    private static final long MIB = 1 << 20;

    private static BuildCrew crew(Duration time, long bytes) {
        return new BuildCrew(1, time, bytes, Thread.currentThread().getContextClassLoader());
    }

    /** Runs until it is told to end, or given up. */
    private static final class Job implements BuildCrew.Job {
        private final Runnable work;
        private final CompletableFuture<String> end = new CompletableFuture<>();

        Job(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            work.run();
            end.complete("done");
        }

        @Override
        public void giveUp(String reason) {
            end.complete(reason);
        }

        String end() throws Exception {
            return end.get(30, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            boolean _ = latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void oneThatTakesTooLongIsGivenUpAndTheNextIsBuilt() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        try (BuildCrew crew = crew(Duration.ofMillis(50), 1024 * MIB)) {
            Job endless = new Job(() -> await(let));
            Job next = new Job(() -> {});
            crew.submit(endless);
            crew.submit(next);
            assertThat(endless.end()).startsWith("Building took longer than").endsWith("which is its limit.");
            assertThat(next.end()).isEqualTo("done");
        } finally {
            let.countDown();
        }
    }

    @Test
    void oneThatTakesTooMuchMemoryIsGivenUp() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        byte[][] held = new byte[16][];
        try (BuildCrew crew = crew(Duration.ofMinutes(5), 8 * MIB)) {
            Job greedy = new Job(() -> {
                for (int i = 0; i < held.length; i++) {
                    held[i] = new byte[(int) MIB];
                }
                await(let);
            });
            crew.submit(greedy);
            assertThat(greedy.end()).isEqualTo("Building used more than 8 MiB of memory, which is its limit.");
        } finally {
            let.countDown();
        }
    }

    @Test
    void whatStaysWithinItsBudgetIsBuilt() throws Exception {
        try (BuildCrew crew = crew(Duration.ofMinutes(5), 1024 * MIB)) {
            Job job = new Job(() -> {});
            crew.submit(job);
            assertThat(job.end()).isEqualTo("done");
            assertThat(crew.waiting()).isZero();
        }
    }
}

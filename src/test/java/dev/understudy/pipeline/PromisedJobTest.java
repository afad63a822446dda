package dev.understudy.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PromisedJobTest {
    private static <T> CompletableFuture<T> submit(BuildCrew crew, Supplier<T> work) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        crew.submit(new PromisedJob<>(work, promise));
        return promise;
    }

    private static BuildCrew crew(Duration time) {
        return new BuildCrew(1, time, 1L << 30, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void whatComesOfTheWorkIsPromised() throws Exception {
        try (BuildCrew crew = crew(Duration.ofMinutes(1))) {
            assertThat(submit(crew, () -> Thread.currentThread().getName()).get(30, TimeUnit.SECONDS))
                    .startsWith("understudy-build");
            CompletableFuture<String> failing = submit(crew, () -> {
                throw new IllegalStateException("by the test");
            });
            assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS)).hasMessageContaining("by the test");
            assertThat(submit(crew, () -> 1).get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void workThatUsesUpItsTimeIsGivenUp() {
        CountDownLatch let = new CountDownLatch(1);
        try (BuildCrew crew = crew(Duration.ofMillis(50))) {
            CompletableFuture<Boolean> endless = submit(crew, () -> {
                try {
                    return let.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            });
            assertThatThrownBy(() -> endless.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(WorkGivenUpException.class)
                    .hasMessageContaining("which is its limit");
        } finally {
            let.countDown();
        }
    }
}

package dev.understudy.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class BackgroundThreadsTest {
    private final BackgroundThreads threads =
            new BackgroundThreads("quiet", getClass().getClassLoader());

    @Test
    @EnabledOnOs(OS.LINUX)
    void theyGiveWayAndTheThreadThatMadeThemDoesNot() throws Exception {
        int before = Niceness.now();
        FutureTask<Integer> niceness = new FutureTask<>(Niceness::now);
        Thread thread = threads.newThread(niceness);
        thread.start();

        assertThat(niceness.get(10, TimeUnit.SECONDS)).isEqualTo(10);
        assertThat(Niceness.now()).isEqualTo(before);
    }

    @Test
    void theyAreNumberedAndDontKeepTheProcessAlive() {
        assertThat(threads.newThread(() -> {}).getName()).isEqualTo("quiet-1");
        Thread second = threads.newThread(() -> {});
        assertThat(second.getName()).isEqualTo("quiet-2");
        assertThat(second.isDaemon()).isTrue();
    }
}

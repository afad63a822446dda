package dev.understudy.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;

/** What nobody holds. */
public final class Garbage {
    private Garbage() {}

    /** Returns after weak references were cleared at least once. */
    public static void collect() {
        WeakReference<Object> unheld = new WeakReference<>(new Object());
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> {
                    System.gc();
                    assertThat(unheld.refersTo(null)).isTrue();
                });
    }
}

package dev.understudy.catalog;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The moment when what the repository holds at the start was taken up. */
@Singleton
public class FirstRules {
    private final CountDownLatch takenUp = new CountDownLatch(1);
    private volatile boolean whole;

    /**
     * Says that it was, or that it can't be.
     *
     * @param all whether every branch was
     */
    public void takenUp(boolean all) {
        whole = all;
        takenUp.countDown();
    }

    /** Whether every branch of the start was taken up. */
    public boolean areWhole() {
        return whole;
    }

    /** Waits for it; false when it did not come in time. */
    public boolean await(Duration patience) {
        try {
            return takenUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package dev.understudy.engine.build;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The processors that builds may keep busy: half of them, but two where there are two. Their threads give way to those
 * that decide, so on a small machine too they take only what is left. Thread-safe.
 */
final class MachineShare {
    private final int most;
    private final AtomicInteger busy = new AtomicInteger();

    MachineShare(int processors) {
        this.most = Math.max(Math.min(2, processors), processors / 2);
    }

    /** A build begins; how many may at a time, the caller sees to. */
    void begin() {
        busy.incrementAndGet();
    }

    /** Whether a build may have another thread; if so, that one has to {@link #end()} too. */
    boolean beginAnother() {
        int now = busy.get();
        while (now < most) {
            if (busy.compareAndSet(now, now + 1)) {
                return true;
            }
            now = busy.get();
        }
        return false;
    }

    void end() {
        busy.decrementAndGet();
    }
}

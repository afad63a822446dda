package dev.understudy.gitrepo;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends what takes too long as a whole, though each byte of it came in time. */
final class Deadline extends EmptyProgressMonitor {
    private final long endNanos;

    Deadline(Duration limit) {
        this.endNanos = System.nanoTime() + limit.toNanos();
    }

    @Override
    public boolean isCancelled() {
        return System.nanoTime() - endNanos > 0;
    }
}

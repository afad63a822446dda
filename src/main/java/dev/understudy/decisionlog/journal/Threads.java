package dev.understudy.decisionlog.journal;

/** The end of the journal's own threads. */
final class Threads {
    private Threads() {}

    /** Waits for its end, interrupted or not: what it uses is about to go. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.understudy.thread;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes threads for what must not slow down the decisions of production: drafts, builds, replays. They give way to all
 * others (see {@link Niceness}), and don't keep the process alive.
 */
public final class BackgroundThreads implements ThreadFactory {
    private final String name;
    private final ClassLoader context;
    private final AtomicInteger made = new AtomicInteger();

    /**
     * Names the threads {@code name-1} and so on.
     *
     * @param context what libraries look for their parts with
     */
    public BackgroundThreads(String name, ClassLoader context) {
        this.name = name;
        this.context = context;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name(name + "-" + made.incrementAndGet())
                .unstarted(() -> {
                    Niceness.giveWay();
                    work.run();
                });
        thread.setContextClassLoader(context);
        return thread;
    }
}

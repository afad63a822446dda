package dev.understudy.shadow;

import dev.understudy.thread.BackgroundThreads;
import dev.understudy.thread.ProcessorPace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * The thread that decides for all shadows of this node, a few decisions of each in turn. It gives way to all others and
 * keeps within its share of the machine, so that when production needs it, shadows drop what they were to see.
 */
@Singleton
class ShadowWorker {
    private static final Logger LOG = Logger.getLogger(ShadowWorker.class);
    private static final int MOST_PERCENT = 50;
    private static final long LONGEST_STOP_MILLIS = 5_000;
    /** It is not woken by those who decide: that would cost them more than all the rest. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ProcessorPace pace;
    private final Thread thread;
    private volatile List<ShadowWatch> watches = List.of();
    private volatile boolean stopping;

    ShadowWorker(ShadowConfig config) {
        int percent = config.processorPercent();
        if (percent < 1 || percent > MOST_PERCENT) {
            throw new IllegalArgumentException("understudy.shadow.processor-percent is " + percent
                    + "; it has to be a number from 1 to " + MOST_PERCENT + ".");
        }
        int megabytes = config.allocationMegabytes();
        if (megabytes < 1) {
            throw new IllegalArgumentException(
                    "understudy.shadow.allocation-megabytes is " + megabytes + "; it has to be 1 or more.");
        }
        double share = percent / 100.0 * Runtime.getRuntime().availableProcessors();
        this.pace = new ProcessorPace(share, (long) megabytes << 20);
        this.thread = new BackgroundThreads("understudy-shadow", getClass().getClassLoader()).newThread(this::run);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(LONGEST_STOP_MILLIS);
    }

    /** Has it decide for these from now on. */
    void watch(List<ShadowWatch> all) {
        boolean idle = watches.isEmpty();
        watches = List.copyOf(all);
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!stopping) {
            List<ShadowWatch> now = watches;
            boolean worked = false;
            for (ShadowWatch each : now) {
                worked |= turn(each);
            }
            if (!worked && !stopping) {
                LockSupport.parkNanos(now.isEmpty() ? IDLE_NANOS : LOOK_NANOS);
            }
        }
    }

    private boolean turn(ShadowWatch watch) {
        try {
            return watch.work(pace);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.errorf(
                    e,
                    "Some decisions of the shadow %s are left out",
                    watch.row().id());
            return false;
        }
    }
}

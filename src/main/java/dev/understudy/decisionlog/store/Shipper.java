package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.RecordSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ships records into the database, on one thread of its own: batch after batch while there are any, and looks for new
 * ones every 50 ms, which costs whoever appends them nothing. A batch that fails is tried again until it is through.
 */
public final class Shipper {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SHORTEST_BACK_OFF = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_BACK_OFF = TimeUnit.SECONDS.toNanos(5);

    private final RecordSource source;
    private final DecisionTable table;
    private final AsideFile aside;
    private final ShippingMeters meters;
    private final InstantSource clock;
    private final int batchBytes;
    private final Outage outage = new Outage();
    private final Thread thread =
            Thread.ofPlatform().name("decision-log-shipper").daemon().unstarted(this::run);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private boolean woken;
    private boolean stopping;
    private long stopAtNanos;
    /** Held while the source is asked. */
    private final ReentrantLock asking = new ReentrantLock();

    private boolean abandoned;
    private long backOffNanos = SHORTEST_BACK_OFF;
    private @Nullable Shipment underWay;
    private volatile long oldestMillis = Long.MAX_VALUE;

    /**
     * Where it writes to.
     *
     * @param table for decisions
     * @param aside for what the table does not take
     */
    record Destination(DecisionTable table, AsideFile aside) {}

    Shipper(RecordSource source, Destination to, ShippingMeters meters, InstantSource clock, int batchBytes) {
        this.source = source;
        this.table = to.table();
        this.aside = to.aside();
        this.meters = meters;
        this.clock = clock;
        this.batchBytes = batchBytes;
        meters.watch(source, this::oldestAgeMillis);
    }

    void start() {
        thread.start();
    }

    /** Has it look for records, or try again, at once. Never waits. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            wake.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ships what there is, and ends. The source is not asked any more when this returns.
     *
     * @param drain how long that may take; a database that is away is not waited for
     * @return whether nothing is left
     */
    boolean stop(Duration drain) {
        lock.lock();
        try {
            stopping = true;
            stopAtNanos = System.nanoTime() + drain.toNanos();
            wake.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            // An interrupt would close files that it finds the thread in. It may go on for as long as the process does.
            thread.join(drain);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        asking.lock();
        try {
            abandoned = true;
            return source.waitingBytes() == 0;
        } finally {
            asking.unlock();
        }
    }

    private long oldestAgeMillis() {
        long oldest = oldestMillis;
        return oldest == Long.MAX_VALUE ? 0 : Math.max(0, clock.millis() - oldest);
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                more = step();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether to go on */
    private boolean step() throws InterruptedException {
        try {
            Shipment shipment = next();
            if (shipment == null) {
                return pause(0);
            }
            shipment.open(aside, meters, clock);
            oldestMillis = shipment.oldestMillis();
            shipment.write(table, aside, meters, clock);
            finish(shipment);
            backOffNanos = SHORTEST_BACK_OFF;
            outage.ends();
            return pause(shipment.bytes());
        } catch (SQLException | IOException | RuntimeException | OutOfMemoryError e) {
            meters.failed();
            outage.goesOn(e);
            boolean last = isStopping();
            await(backOffNanos);
            backOffNanos = Math.min(2 * backOffNanos, LONGEST_BACK_OFF);
            return !last;
        }
    }

    /** @return null when there is nothing to ship */
    private @Nullable Shipment next() throws IOException {
        if (underWay == null) {
            asking.lock();
            try {
                if (abandoned) {
                    return null;
                }
                underWay = new Shipment(source.read(batchBytes));
            } finally {
                asking.unlock();
            }
            if (underWay.isEmpty()) {
                underWay = null;
                oldestMillis = Long.MAX_VALUE;
            }
        }
        return underWay;
    }

    private void finish(Shipment shipment) throws IOException {
        asking.lock();
        try {
            if (!abandoned) {
                source.shipped(shipment.batch());
            }
        } finally {
            asking.unlock();
        }
        underWay = null;
    }

    /** Lets records gather, unless many wait already. */
    private boolean pause(long shippedBytes) throws InterruptedException {
        if (isStopping()) {
            return shippedBytes > 0 && System.nanoTime() - stopAtNanos < 0;
        }
        if (shippedBytes <= batchBytes / 2) {
            await(PAUSE_NANOS);
        }
        return true;
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, unless it is woken or stopped. */
    private void await(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (!woken && !stopping && left > 0) {
                left = wake.awaitNanos(left);
            }
            woken = false;
        } finally {
            lock.unlock();
        }
    }
}

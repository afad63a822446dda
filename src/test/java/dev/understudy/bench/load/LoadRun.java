package dev.understudy.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** One run of load, by one thread. */
final class LoadRun {
    private static final long LONGEST_NAP_NANOS = 50_000;

    private final LoadOrder order;
    private final Histogram times = new Histogram(TimeUnit.SECONDS.toNanos(60), 3);
    private final List<LoadConnection> connections = new ArrayList<>();
    private long calls;
    private long failures;
    private long bytes;
    private boolean measuring;

    LoadRun(LoadOrder order) {
        this.order = order;
    }

    LoadResult run() throws IOException {
        List<ByteBuffer> requests = RequestFile.read(order.requests());
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < order.connections(); i++) {
                connections.add(new LoadConnection(order.port(), requests, i * requests.size() / order.connections()));
                connections.get(i).register(selector);
            }
            begin();
            drive(selector, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(order.warmMillis()));
            OptionalDouble cpuBefore = ProcessFigures.cpuSeconds(order.pid());
            measuring = true;
            long start = System.nanoTime();
            drive(selector, start + TimeUnit.MILLISECONDS.toNanos(order.measureMillis()));
            double seconds = (System.nanoTime() - start) / 1e9;
            return result(seconds, cpuBefore, ProcessFigures.cpuSeconds(order.pid()));
        } finally {
            for (LoadConnection each : connections) {
                each.close();
            }
        }
    }

    private void begin() throws IOException {
        long now = System.nanoTime();
        for (int i = 0; i < connections.size(); i++) {
            if (order.rate() > 0) {
                connections.get(i).dueAt(now + (long) (i * 1e9 / order.rate()));
            } else {
                connections.get(i).send(System.nanoTime());
            }
        }
    }

    private void drive(Selector selector, long endNanos) throws IOException {
        while (System.nanoTime() - endNanos < 0) {
            if (order.rate() > 0) {
                int answered = selector.selectNow(this::receive);
                if (sendDue() == 0 && answered == 0) {
                    LockSupport.parkNanos(LONGEST_NAP_NANOS);
                }
            } else {
                selector.select(this::receive, 100);
            }
        }
    }

    private int sendDue() throws IOException {
        int sent = 0;
        long interval = (long) (connections.size() * 1e9 / order.rate());
        for (LoadConnection each : connections) {
            if (!each.isBusy() && System.nanoTime() - each.dueNanos() >= 0) {
                each.send(each.dueNanos());
                each.dueAt(each.dueNanos() + interval);
                sent++;
            }
        }
        return sent;
    }

    private void receive(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        try {
            if (connection.receive()) {
                count(connection, System.nanoTime());
                connection.answer().next();
                if (order.rate() == 0) {
                    connection.send(System.nanoTime());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(LoadConnection connection, long now) {
        if (measuring) {
            calls++;
            bytes += connection.answer().size();
            times.recordValue(Math.min(now - connection.countsFromNanos(), times.getHighestTrackableValue()));
            if (connection.answer().status() != 200) {
                failures++;
            }
        }
    }

    private LoadResult result(double seconds, OptionalDouble cpuBefore, OptionalDouble cpuAfter) {
        double cpu = cpuBefore.isPresent() && cpuAfter.isPresent() && calls > 0
                ? (cpuAfter.getAsDouble() - cpuBefore.getAsDouble()) * 1e6 / calls
                : -1;
        return new LoadResult(
                calls,
                failures,
                seconds,
                calls / seconds,
                times.getValueAtPercentile(50) / 1e3,
                times.getValueAtPercentile(99) / 1e3,
                times.getMaxValue() / 1e3,
                cpu,
                calls == 0 ? 0 : (double) bytes / calls);
    }
}

package dev.understudy.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;

/** One connection of the load generator, with at most one call under way. */
final class LoadConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final AnswerReader answer = new AnswerReader();
    private final List<ByteBuffer> requests;
    private int next;
    private boolean busy;
    private long countsFromNanos;
    private long dueNanos;

    LoadConnection(int port, List<ByteBuffer> requests, int first) throws IOException {
        this.requests = requests;
        this.next = first;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends the next request; its time counts from {@code countsFrom}. */
    void send(long countsFrom) throws IOException {
        ByteBuffer request = requests.get(next).duplicate();
        next = next + 1 == requests.size() ? 0 : next + 1;
        busy = true;
        countsFromNanos = countsFrom;
        while (request.hasRemaining()) {
            // Requests are far smaller than a socket's buffer, and the connection is idle: this never spins.
            channel.write(request);
        }
    }

    /** Whether the answer is whole now. */
    boolean receive() throws IOException {
        if (answer.read(channel)) {
            busy = false;
            return true;
        }
        return false;
    }

    AnswerReader answer() {
        return answer;
    }

    boolean isBusy() {
        return busy;
    }

    long countsFromNanos() {
        return countsFromNanos;
    }

    /** When the next call is due, in a run with a rate. */
    long dueNanos() {
        return dueNanos;
    }

    void dueAt(long nanos) {
        dueNanos = nanos;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

package dev.understudy.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's loopback address. */
final class Ports {
    /** Below what Linux and macOS hand out to outgoing connections, so that none of those takes it in between. */
    private static final int FROM = 20_000;

    private static final int TO = 32_000;
    private static final int TRIES = 200;

    private Ports() {}

    /** A port that nobody listened on a moment ago. */
    static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (isFree(port)) {
                return port;
            }
        }
        throw StartFailure.of("No free port was found on this machine; stop some other programs.");
    }

    /** @throws StartFailure when somebody listens on it, or this user may not */
    static void requireFree(int port) {
        if (!isFree(port)) {
            throw StartFailure.of("The port " + port + " is taken by another program, or may not be used; stop that"
                    + " program, or give another port with --port.");
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.understudy.bench.load;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Requests as the bytes that are sent, each with its length before it. */
public final class RequestFile {
    private RequestFile() {}

    /** A POST of JSON over a connection that stays open, with HTTP Basic unless {@code account} is empty. */
    static byte[] post(String path, String account, byte[] body) {
        String credentials = account.isEmpty()
                ? ""
                : "Authorization: Basic "
                        + Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8))
                        + "\r\n";
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + credentials + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    /** Writes a POST of each body; see {@link #post}. */
    public static void writePosts(Path file, String path, String account, List<byte[]> bodies) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(bodies.size());
            for (byte[] body : bodies) {
                byte[] request = post(path, account, body);
                out.writeInt(request.length);
                out.write(request);
            }
        }
    }

    /** Reads them, into memory that the system can send from. */
    static List<ByteBuffer> read(Path file) throws IOException {
        List<ByteBuffer> requests = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                byte[] bytes = in.readNBytes(in.readInt());
                requests.add(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
            }
        }
        return requests;
    }
}

package dev.understudy.gitrepo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer to a git client.
 *
 * @param status the HTTP status
 * @param headers all headers that this package wants
 * @param body writes the body; it may read the request's while it does
 */
record GitAnswer(int status, Map<String, String> headers, Body body) {
    /** What writes a body. */
    @FunctionalInterface
    interface Body {
        void write(OutputStream out) throws IOException;
    }

    static GitAnswer ok(String contentType, Body body) {
        return new GitAnswer(200, headers(contentType), body);
    }

    /** A sentence. git prints bodies of this type in the user's terminal, and of no other. */
    static GitAnswer sentence(int status, String sentence) {
        byte[] text = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        return new GitAnswer(status, headers("text/plain; charset=utf-8"), out -> out.write(text));
    }

    /** 401, on which git asks for a name and a password. */
    static GitAnswer unauthenticated() {
        GitAnswer answer = sentence(401, "The rules repository needs a name and a password.");
        Map<String, String> headers = new LinkedHashMap<>(answer.headers);
        headers.put("WWW-Authenticate", "Basic realm=\"understudy\"");
        return new GitAnswer(answer.status, headers, answer.body);
    }

    private static Map<String, String> headers(String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-cache, max-age=0, must-revalidate");
        headers.put("Expires", "Fri, 01 Jan 1980 00:00:00 GMT");
        headers.put("Pragma", "no-cache");
        return headers;
    }
}

package dev.understudy.gitrepo;

import dev.understudy.identity.Caller;
import java.io.InputStream;
import java.util.Optional;

/**
 * One HTTP request of a git client, whatever server received it.
 *
 * @param method the HTTP method
 * @param path below {@code /git/}
 * @param service the query parameter {@code service}
 * @param headers those that matter here
 * @param caller who asks; empty when nobody says so
 * @param body as it was sent
 */
record GitCall(
        String method,
        String path,
        Optional<String> service,
        Headers headers,
        Optional<Caller> caller,
        InputStream body) {
    /**
     * The headers that matter here.
     *
     * @param contentType of the body
     * @param contentEncoding of the body: {@code gzip} or nothing
     * @param gitProtocol {@code Git-Protocol}, {@code version=2}
     * @param origin how the client names this service, {@code http://localhost:8080}: from {@code Host} and what proxies
     *     say
     */
    record Headers(
            Optional<String> contentType,
            Optional<String> contentEncoding,
            Optional<String> gitProtocol,
            String origin) {}
}

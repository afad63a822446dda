package dev.understudy.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one event once. It connects to the address that was checked, follows no redirect, reads next to nothing of the
 * answer, and is done within ten seconds. Thread-safe; whoever calls waits.
 */
@Singleton
class Sender {
    private static final int CONNECT_MILLIS = 5_000;
    private static final long WHOLE_MILLIS = 10_000;
    private static final long LOOK_UP_MILLIS = 5_000;
    private static final long MOST_READ = 16 << 10;
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    private final WebhooksConfig config;
    private final Vertx vertx;
    private final HttpClient client;
    private final long wholeMillis;
    private final InstantSource clock = InstantSource.system();

    @Inject
    Sender(Vertx vertx, WebhooksConfig config) {
        this(vertx, config, WHOLE_MILLIS);
    }

    Sender(Vertx vertx, WebhooksConfig config, long wholeMillis) {
        this.vertx = vertx;
        this.config = config;
        this.wholeMillis = wholeMillis;
        HttpClientOptions options =
                new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAlive(false);
        config.trustedCertificates().ifPresent(pem -> options.setTrustOptions(TrustOptions.wrap(Trust.beside(pem))));
        this.client = vertx.createHttpClient(options);
    }

    /**
     * What is sent.
     *
     * @param url where
     * @param secrets what it is signed with
     * @param id of the event
     * @param body as it is signed
     * @param attempt how many there were before, so that a host of several addresses is tried at each
     */
    record Message(String url, List<String> secrets, String id, String body, int attempt) {}

    Sent send(Message message) {
        Attempt attempt = new Attempt();
        try {
            Target target = Target.of(message.url(), config);
            InetAddress address = lookUp(target, message.attempt());
            return post(target, address, message, attempt).get(wholeMillis, TimeUnit.MILLISECONDS);
        } catch (Target.Refused e) {
            return new Sent.Unreached(e.why());
        } catch (TimeoutException _) {
            return attempt.orElse("There was no answer in time.");
        } catch (ExecutionException e) {
            return attempt.orElse(sentence(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return attempt.orElse("The service stopped meanwhile.");
        } finally {
            attempt.close();
        }
    }

    private InetAddress lookUp(Target target, int attempt)
            throws Target.Refused, InterruptedException, TimeoutException, ExecutionException {
        CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
        Thread.ofVirtual().name("webhook-lookup").start(() -> {
            try {
                found.complete(target.addresses(config));
            } catch (Target.Refused | RuntimeException e) {
                found.completeExceptionally(e);
            }
        });
        try {
            List<InetAddress> addresses = found.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
            return addresses.get(attempt % addresses.size());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Target.Refused refused) {
                throw refused;
            }
            throw e;
        }
    }

    private CompletableFuture<Sent> post(Target target, InetAddress address, Message message, Attempt attempt) {
        Instant now = clock.instant();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setHost(target.uri().getHost())
                .setPort(target.port())
                .setSsl(target.isEncrypted())
                .setURI(target.path())
                .setFollowRedirects(false);
        Map.of(
                        "content-type", CloudEvent.MEDIA_TYPE,
                        "user-agent", "Understudy-Webhooks",
                        "webhook-id", message.id(),
                        "webhook-timestamp", Long.toString(now.getEpochSecond()),
                        "webhook-signature", Signature.of(message.secrets(), message.id(), now, message.body()))
                .forEach(options::addHeader);
        CompletableFuture<Sent> done = new CompletableFuture<>();
        // All of it on one event loop: from another thread an answer could have ended before anybody looks at it.
        vertx.getOrCreateContext()
                .runOnContext(_ -> client.request(options)
                        .compose(request -> {
                            attempt.begun(request);
                            return request.send(Buffer.buffer(message.body()));
                        })
                        .onSuccess(response -> attempt.answered(response, done))
                        .onFailure(done::completeExceptionally));
        return done;
    }

    /** Sentences of ours: what libraries say may quote the other side. */
    private static String sentence(@Nullable Throwable cause) {
        return switch (cause) {
            case SSLException _ -> "A connection over TLS can't be made; check the receiver's certificate.";
            case ConnectException _ -> "The connection was refused or not made in time.";
            case null, default -> "The connection broke before there was an answer.";
        };
    }

    static @Nullable Duration retryAfter(@Nullable String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            Duration wish = header.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(header))
                    : Duration.between(now, ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
            return wish.isNegative() ? null : wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** A request under way. */
    private final class Attempt {
        private final AtomicReference<@Nullable HttpClientRequest> request = new AtomicReference<>();
        private final AtomicReference<@Nullable Sent> sent = new AtomicReference<>();
        private volatile boolean closed;

        void begun(HttpClientRequest begun) {
            request.set(begun);
            if (closed) {
                close();
            }
        }

        /** A short answer is read to its end, so that nobody's log is full of broken connections. */
        void answered(HttpClientResponse response, CompletableFuture<Sent> done) {
            int status = response.statusCode();
            Duration wish = status == 429 || status == 503
                    ? retryAfter(response.getHeader("retry-after"), clock.instant())
                    : null;
            Sent answer = new Sent.Answered(status, wish);
            sent.set(answer);
            AtomicLong read = new AtomicLong();
            try {
                response.exceptionHandler(_ -> done.complete(answer));
                response.endHandler(_ -> done.complete(answer));
                response.handler(buffer -> {
                    if (read.addAndGet(buffer.length()) > MOST_READ) {
                        done.complete(answer);
                        close();
                    }
                });
            } catch (IllegalStateException _) {
                // It has ended already.
                done.complete(answer);
            }
        }

        Sent orElse(String fault) {
            Sent answer = sent.get();
            return answer == null ? new Sent.Unreached(fault) : answer;
        }

        void close() {
            closed = true;
            HttpClientRequest begun = request.get();
            if (begun != null) {
                begun.connection().close();
            }
        }
    }
}

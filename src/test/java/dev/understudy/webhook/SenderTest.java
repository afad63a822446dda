package dev.understudy.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.Receiver;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String SECRET = Signature.newSecret();

    private final Receiver receiver = new Receiver();

    @AfterEach
    void close() {
        receiver.close();
    }

    @AfterAll
    static void closeAll() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Sent send(String url, Settings settings) {
        return new Sender(VERTX, settings, 2_000)
                .send(new Sender.Message(url, List.of(SECRET), "an-id", "{\"a\":\"ä\"}", 0));
    }

    private Sent send() {
        return send(receiver.url("/hook?a=b%2Fc"), Settings.PRIVATE);
    }

    @Test
    void whatIsSentIsSignedAsItIs() {
        assertThat(send()).isEqualTo(new Sent.Answered(204, null));
        Receiver.Call call = receiver.calls().getFirst();
        assertThat(call.path()).isEqualTo("/hook?a=b%2Fc");
        assertThat(call.body()).isEqualTo("{\"a\":\"ä\"}");
        assertThat(call.headers())
                .containsEntry("content-type", "application/cloudevents+json")
                .containsEntry("webhook-id", "an-id")
                .containsEntry("host", receiver.url("").substring("http://".length()));
        Instant at = Instant.ofEpochSecond(Long.parseLong(call.headers().get("webhook-timestamp")));
        assertThat(call.headers())
                .containsEntry("webhook-signature", Signature.of(List.of(SECRET), "an-id", at, call.body()));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        try (Receiver other = new Receiver()) {
            receiver.answering(status).saying("location", other.url("/"));
            assertThat(send()).isEqualTo(new Sent.Answered(status, null));
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void ofALongAnswerNextToNothingIsRead() {
        receiver.answering(200).talking(64 << 20);
        assertThat(send()).isEqualTo(new Sent.Answered(200, null));
        // What is on the way between two sockets of one machine is some MB.
        assertThat(receiver.written()).isLessThan(32 << 20);
    }

    @Test
    void whoDoesNotAnswerIsLeft() {
        receiver.hanging();
        assertThat(send()).isEqualTo(new Sent.Unreached("There was no answer in time."));
    }

    @Test
    void whoDoesNotListenIsSaid() {
        String url = receiver.url("/");
        receiver.close();
        assertThat(send(url, Settings.PRIVATE))
                .isEqualTo(new Sent.Unreached("The connection was refused or not made in time."));
    }

    @Test
    void whoSpeaksNoTlsIsSaid() {
        assertThat(send(receiver.url("/").replace("http:", "https:"), Settings.PRIVATE))
                .isInstanceOf(Sent.Unreached.class);
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void anAddressOfThisMachineIsRefusedAlsoByItsName() {
        String port = receiver.url("").substring("http://127.0.0.1".length());
        for (String host : List.of("127.0.0.1", "localhost")) {
            assertThat(send("http://" + host + port, new Settings(true, false)))
                    .isInstanceOfSatisfying(
                            Sent.Unreached.class,
                            refused -> assertThat(refused.fault()).contains("allow-private"));
        }
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void aHostThatIsNotThereIsSaid() {
        assertThat(send("https://nobody.invalid/", Settings.USUAL))
                .isEqualTo(new Sent.Unreached("The host can't be found."));
    }

    @Test
    void aWishToBeLeftAloneIsHeard() {
        receiver.answering(503).saying("retry-after", "120");
        assertThat(send()).isEqualTo(new Sent.Answered(503, Duration.ofMinutes(2)));
        receiver.answering(500);
        assertThat(send()).isEqualTo(new Sent.Answered(500, null));
        Instant now = Instant.parse("2026-03-01T08:00:00Z");
        assertThat(Sender.retryAfter("Sun, 01 Mar 2026 09:00:00 GMT", now)).isEqualTo(Duration.ofHours(1));
        assertThat(Sender.retryAfter("Sun, 01 Mar 2026 07:00:00 GMT", now)).isNull();
        assertThat(Sender.retryAfter("999999999", now)).isEqualTo(Duration.ofDays(1));
        assertThat(Sender.retryAfter("-1", now)).isNull();
        assertThat(Sender.retryAfter("soon", now)).isNull();
    }
}

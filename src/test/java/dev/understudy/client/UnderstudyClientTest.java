package dev.understudy.client;

import static dev.understudy.client.PlayedService.DECIDED;
import static dev.understudy.client.PlayedService.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client against a service that is played. */
class UnderstudyClientTest {
    private static final Map<String, Object> FACTS = Map.of("Ask", Map.of("n", 1));
    private static final Retries QUICK = new Retries(4, Duration.ofMillis(1), Duration.ofMillis(5));

    /** A fact of the outcome. */
    record Reply(String text, BigDecimal amount) {}

    @Test
    void aDecisionIsTyped() {
        try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, 200, DECIDED));
                UnderstudyClient client = service.client().build()) {
            Decided decided = client.decide("acme", FACTS);
            assertThat(decided.outcome("Reply", Reply.class))
                    .containsExactly(new Reply("yes", new BigDecimal("12.50")));
            assertThat(decided.firedRules()).containsExactly(new Decided.FiredRule("Yes", 2));
            assertThat(decided.effective()).isTrue();
            PlayedService.Call call = service.asked().getFirst();
            assertThat(call.path()).isEqualTo("/api/v1/rulesets/acme/decisions");
            assertThat(call.body()).isEqualTo("{\"facts\":{\"Ask\":{\"n\":1}}}");
            assertThat(call.header("Authorization")).isEqualTo("Basic YXBwOmFwcA==");
        }
    }

    @Test
    void aRequestMayAskForMore() {
        try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, 200, DECIDED));
                UnderstudyClient client =
                        UnderstudyClient.at(service.url()).token("t0ken").build()) {
            client.decide(DecisionRequest.of("a b/c", FACTS, Instant.EPOCH)
                    .on("feature/größe")
                    .explained());
            PlayedService.Call call = service.asked().getFirst();
            assertThat(call.path()).isEqualTo("/api/v1/rulesets/a%20b%2Fc/decisions?explain=true");
            assertThat(call.body()).contains("\"asOf\":\"1970-01-01T00:00:00Z\"");
            assertThat(call.header("Rules-branch")).isEqualTo("feature/gr%C3%B6%C3%9Fe");
            assertThat(call.header("Authorization")).isEqualTo("Bearer t0ken");
        }
    }

    @Test
    void aProblemIsTyped() {
        String problem = "{\"type\":\"urn:understudy:problem:invalid-facts\",\"title\":\"T\",\"status\":400,"
                + "\"detail\":\"Flight has no field dte.\",\"pointer\":\"/facts/Flight/dte\"}";
        try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, 400, problem));
                UnderstudyClient client = service.client().build()) {
            assertThatExceptionOfType(ProblemAnswer.class)
                    .isThrownBy(() -> client.decide("acme", FACTS))
                    .satisfies(e -> {
                        assertThat(e.problem().is("invalid-facts")).isTrue();
                        assertThat(e.problem().pointer()).contains("/facts/Flight/dte");
                        assertThat(e).hasMessage("400 Flight has no field dte.");
                    });
            assertThat(service.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "null", "{\"status\": \"x\"}"})
    void anAnswerThatIsNoProblemDocumentIsOneAllTheSame(String body) {
        try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, 502, body));
                UnderstudyClient client = service.client().build()) {
            assertThatExceptionOfType(ProblemAnswer.class)
                    .isThrownBy(() -> client.decide("acme", FACTS))
                    .satisfies(e -> assertThat(e.problem().status()).isEqualTo(502));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Welcome", "[]", "{}", "{\"outcome\": 1}"})
    void anAnswerThatIsNoDecisionIsNotTakenForOne(String body) {
        try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, 200, body));
                UnderstudyClient client = service.client().build()) {
            assertThatThrownBy(() -> client.decide("acme", FACTS)).hasMessage("200 The answer is no decision");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "ftp://host", "http:///x", "http:host"})
    void aUrlThatIsNoneIsRefused(String url) {
        assertThatThrownBy(() -> UnderstudyClient.at(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void somebodyHasToAsk() {
        assertThatThrownBy(() -> UnderstudyClient.at("http://localhost").build())
                .hasMessage("Say who asks: with an account, or with a token.");
    }

    @Nested
    class TryingAgain {
        @ParameterizedTest
        @ValueSource(ints = {503, 429})
        void whatTheServiceSaysToTryAgainIs(int status) {
            try (PlayedService service = new PlayedService((n, call, exchange) -> {
                        if (n < 3) {
                            exchange.getResponseHeaders().set("Retry-After", "0");
                            answer(exchange, status, "{}");
                        } else {
                            answer(exchange, 200, DECIDED);
                        }
                    });
                    UnderstudyClient client = service.client().retries(QUICK).build()) {
                assertThat(client.decide("acme", FACTS).id()).isEqualTo("1");
                assertThat(service.asked()).hasSize(3);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {400, 403, 404, 409, 422, 429, 500, 502, 503})
        void withoutRetryAfterNothingIs(int status) {
            try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, status, "{}"));
                    UnderstudyClient client = service.client().retries(QUICK).build()) {
                assertThatThrownBy(() -> client.decide("acme", FACTS)).isInstanceOf(ProblemAnswer.class);
                assertThat(service.asked()).hasSize(1);
            }
        }

        @Test
        void aWaitBeyondTheDeadlineIsNotWaited() {
            try (PlayedService service = new PlayedService((n, call, exchange) -> {
                        exchange.getResponseHeaders().set("Retry-After", "3600");
                        answer(exchange, 503, "{}");
                    });
                    UnderstudyClient client =
                            service.client().deadline(Duration.ofSeconds(20)).build()) {
                assertThatThrownBy(() -> client.decide("acme", FACTS)).isInstanceOf(ProblemAnswer.class);
                assertThat(service.asked()).hasSize(1);
            }
        }

        @Test
        void aConnectionThatBreaksIsTriedAgain() {
            try (PlayedService service = new PlayedService((n, call, exchange) -> {
                        if (n > 1) {
                            answer(exchange, 200, DECIDED);
                        }
                    });
                    UnderstudyClient client = service.client().retries(QUICK).build()) {
                assertThat(client.decide("acme", FACTS).id()).isEqualTo("1");
            }
        }

        @Test
        void nobodyListeningIsSaidAfterTheLastAttempt() throws IOException {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            String url = "http://localhost:" + port;
            try (UnderstudyClient client = UnderstudyClient.at(url)
                    .account("app", "app")
                    .retries(QUICK)
                    .build()) {
                assertThatExceptionOfType(NoAnswer.class)
                        .isThrownBy(() -> client.decide("acme", FACTS))
                        .withMessage("Nothing answers at " + url + ".")
                        .satisfies(e -> assertThat(e.isUnreachable()).isTrue());
            }
        }

        @Test
        void whatTakesTooLongIsNotTriedAgain() {
            CountDownLatch end = new CountDownLatch(1);
            try (PlayedService service = new PlayedService((n, call, exchange) -> {
                        try {
                            end.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                    UnderstudyClient client = service.client()
                            .answerWithin(Duration.ofMillis(200))
                            .retries(QUICK)
                            .build()) {
                assertThatExceptionOfType(NoAnswer.class)
                        .isThrownBy(() -> client.decide("acme", FACTS))
                        .withMessageContaining("gave no answer within")
                        .satisfies(e -> assertThat(e.isUnreachable()).isFalse());
                assertThat(service.asked()).hasSize(1);
                end.countDown();
            }
        }

        @Test
        void aServiceThatIsDownIsNotAskedTenTimesAsOften() {
            try (PlayedService service = new PlayedService((n, call, exchange) -> {
                        exchange.getResponseHeaders().set("Retry-After", "0");
                        answer(exchange, 503, "{}");
                    });
                    UnderstudyClient client = service.client().retries(QUICK).build()) {
                for (int i = 0; i < 100; i++) {
                    assertThatThrownBy(() -> client.decide("acme", FACTS)).isInstanceOf(ProblemAnswer.class);
                }
                assertThat(service.asked()).hasSizeBetween(110, 125);
            }
        }

        @Test
        void waitsGrowAndStayBounded() {
            Retries retries = new Retries(10, Duration.ofMillis(100), Duration.ofSeconds(2));
            assertThat(List.of(retries.pause(1, 0), retries.pause(1, 1), retries.pause(3, 1), retries.pause(9, 1)))
                    .containsExactly(
                            Duration.ofMillis(50),
                            Duration.ofMillis(100),
                            Duration.ofMillis(400),
                            Duration.ofSeconds(2));
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 11})
        void aNumberOfAttemptsThatIsNoneIsRefused(int attempts) {
            assertThatThrownBy(() -> new Retries(attempts, Duration.ZERO, Duration.ZERO))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

package dev.understudy.demo;

import static dev.understudy.demo.PlayedService.DECIDED;
import static dev.understudy.demo.PlayedService.NOTHING_OWED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoTest {
    private static final List<String> FLIGHTS = IntStream.rangeClosed(1, 200)
            .mapToObj(i -> "{\"flight\": " + i + "}")
            .toList();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(List<String> flights, String... args) {
        PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Demo(to, errors, false, flights).run(List.of(args), Map.of());
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void allFiveThousandDecidedIsStatusZeroAndATableOfOutcomes() throws IOException {
        String paid = DECIDED.formatted(
                "{\"Compensation\": [{\"amount\": 250, \"currency\": \"EUR\"}], \"Care\": [{\"kind\": \"MEALS\"}]}");
        try (PlayedService service = PlayedService.playing(
                (call, exchange) -> PlayedService.answer(exchange, 200, call <= 14 ? paid : NOTHING_OWED))) {
            assertThat(run(DecisionRequests.ofAllFlights(), "--url", service.url()))
                    .isZero();
            // A call whose connection was reset is made again, so that one may have come twice.
            assertThat(new HashSet<>(service.bodies())).hasSize(5_000);
            assertThat(service.mostUnderWay()).isBetween(1, 8);
        }
        assertThat(printed())
                .contains("5,000 of 5,000 flights decided in ")
                .containsPattern("\\d decisions a second; p50 [\\d.]+ ms, p99 [\\d.]+ ms")
                .contains("    4,986  none", "       14  250 EUR", "       14  meals")
                .contains("    5,000  main at 0123456789ab")
                .contains(" 10 %  500 of 5,000 flights", "100 %  5,000 of 5,000 flights")
                .doesNotContain("Not decided");
        assertThat(complained()).isEmpty();
    }

    @Test
    void asksAsTheUserItIsToldToBe() throws IOException {
        try (PlayedService service =
                PlayedService.playing((call, exchange) -> PlayedService.answer(exchange, 200, NOTHING_OWED))) {
            assertThat(run(FLIGHTS, "--url", service.url() + "/", "--user", "analyst", "--password", "analyst"))
                    .isZero();
            assertThat(service.authorizations()).containsOnly("Basic YW5hbHlzdDphbmFseXN0");
        }
    }

    @Test
    void asksOnlyAsManyAtOnceAsItIsTold() throws IOException {
        try (PlayedService service =
                PlayedService.playing((call, exchange) -> PlayedService.answer(exchange, 200, NOTHING_OWED))) {
            assertThat(run(FLIGHTS, "--url", service.url(), "--concurrency", "1"))
                    .isZero();
            assertThat(service.mostUnderWay()).isOne();
        }
    }

    @Test
    void asksForSeveralAtOnce() throws IOException {
        CyclicBarrier four = new CyclicBarrier(4);
        try (PlayedService service = PlayedService.playing((call, exchange) -> {
            if (call > 1) {
                meet(four);
            }
            PlayedService.answer(exchange, 200, NOTHING_OWED);
        })) {
            List<String> oneAndFourTimesTen = FLIGHTS.subList(0, 41);
            assertThat(run(oneAndFourTimesTen, "--url", service.url(), "--concurrency", "4"))
                    .isZero();
        }
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IOException(e);
        }
    }

    @Test
    void oneAnswerOf500IsNamedAndIsStatusOne() throws IOException {
        try (PlayedService service = PlayedService.playing((call, exchange) -> {
            if (call == 100) {
                PlayedService.answer(exchange, 500, "{\"title\": \"Internal error\", \"status\": 500}");
            } else {
                PlayedService.answer(exchange, 200, NOTHING_OWED);
            }
        })) {
            assertThat(run(FLIGHTS, "--url", service.url())).isOne();
        }
        assertThat(printed()).contains("199 of 200 flights decided", "Not decided", "        1  500 Internal error");
    }

    @Test
    void anAnswerThatIsNoDecisionIsNotCountedAsOne() throws IOException {
        try (PlayedService service =
                PlayedService.playing((call, exchange) -> PlayedService.answer(exchange, 200, "<html>Welcome"))) {
            assertThat(run(FLIGHTS, "--url", service.url())).isOne();
        }
        assertThat(printed()).contains("0 of 200 flights decided", "      200  200 The answer is no decision");
    }

    @Test
    void anOutcomeOfADraftWithOtherFieldsIsShownAsItIs() throws IOException {
        String draft = DECIDED.formatted("{\"Compensation\": [{\"cents\": 25000}]}");
        try (PlayedService service =
                PlayedService.playing((call, exchange) -> PlayedService.answer(exchange, 200, draft))) {
            assertThat(run(FLIGHTS, "--url", service.url())).isZero();
        }
        assertThat(printed()).contains("      200  {\"cents\":25000}");
    }

    @Test
    void aServiceThatIsNotRunningIsSaidInOneSentence() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(run(FLIGHTS, "--port", String.valueOf(port))).isOne();
        assertThat(complained())
                .isEqualTo("Nothing answers at http://localhost:" + port + "; start it with ./understudy run");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | does not know the user app with this password; give others with --user and --password.
            403 | The user app may not decide; give another with --user and --password.
            404 | has no ruleset flight-compensation; push one to main, or give another service with --url.
            503 | is not ready to decide: main is compiling; try again in a moment.
            """)
    void aRefusalOfTheFirstFlightEndsTheRunWithASentence(int status, String sentence) throws IOException {
        try (PlayedService service = PlayedService.playing(
                (call, exchange) -> PlayedService.answer(exchange, status, "{\"detail\": \"main is compiling\"}"))) {
            assertThat(run(FLIGHTS, "--url", service.url())).isOne();
            assertThat(service.bodies()).hasSize(1);
        }
        assertThat(complained()).contains(sentence).hasLineCount(1);
    }

    @Test
    void aDroppedConnectionIsTriedAgain() throws IOException {
        try (PlayedService service = PlayedService.playing((call, exchange) -> {
            if (call > 2) {
                PlayedService.answer(exchange, 200, NOTHING_OWED);
            }
        })) {
            assertThat(run(FLIGHTS, "--url", service.url())).isZero();
            assertThat(service.bodies()).hasSize(202);
        }
    }

    @Test
    void aConnectionThatIsAlwaysDroppedIsTriedThreeTimes() throws IOException {
        try (PlayedService service = PlayedService.playing((call, exchange) -> {})) {
            assertThat(run(FLIGHTS, "--url", service.url())).isOne();
            assertThat(service.bodies()).hasSize(3);
        }
        assertThat(complained()).contains("gives no answer: The connection broke");
    }

    @Test
    void aServiceThatFallsSilentIsGivenUp() throws IOException {
        try (PlayedService service = PlayedService.playing((call, exchange) -> {
            if (call == 1) {
                PlayedService.answer(exchange, 200, NOTHING_OWED);
            }
        })) {
            assertThat(run(FLIGHTS, "--url", service.url(), "--concurrency", "1"))
                    .isOne();
        }
        assertThat(printed()).contains("1 of 200 flights decided", "       99  Not sent: too many calls got no answer");
    }

    @Test
    void aWrongOptionIsStatusTwo() {
        assertThat(run(FLIGHTS, "--speed", "9")).isEqualTo(2);
        assertThat(complained())
                .isEqualTo("The demo does not know --speed; it knows --url, --port, --user, --password,"
                        + " --concurrency.");
    }

    @Test
    void helpListsTheOptions() {
        assertThat(run(FLIGHTS, "--help")).isZero();
        assertThat(printed()).contains("--url", "--port", "--user", "--password", "--concurrency");
    }
}

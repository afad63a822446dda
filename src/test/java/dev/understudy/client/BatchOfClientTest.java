package dev.understudy.client;

import static dev.understudy.client.PlayedService.DECIDED;
import static dev.understudy.client.PlayedService.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many decisions by the client, in parts. */
class BatchOfClientTest {
    private static final Retries QUICK = new Retries(4, Duration.ofMillis(1), Duration.ofMillis(5));

    private static Iterator<Map<String, Integer>> numbers(int count) {
        return IntStream.range(0, count).mapToObj(i -> Map.of("N", i)).iterator();
    }

    /** Answers with the number of the fact as the id; a negative one is a problem. */
    private static void echo(PlayedService.Call call, HttpExchange exchange) throws IOException {
        StringBuilder lines = new StringBuilder();
        List<String> asked = call.body().lines().toList();
        for (int i = 0; i < asked.size(); i++) {
            String number = asked.get(i).replaceAll("[^-\\d]", "");
            lines.append(
                            number.startsWith("-")
                                    ? "{\"status\": 400, \"detail\": \"no\", \"line\": " + (i + 1) + "}"
                                    : DECIDED.replace("\"id\": \"1\"", "\"id\": \"" + number + "\""))
                    .append('\n');
        }
        answer(exchange, 200, lines.toString());
    }

    @Test
    void tenThousandAreAnsweredInOrder() {
        try (PlayedService service = new PlayedService((n, call, exchange) -> echo(call, exchange));
                UnderstudyClient client = service.client().build();
                Answers answers = client.batch("acme", numbers(10_000))) {
            List<String> ids =
                    answers.stream().map(each -> ((Decided) each).id()).toList();
            assertThat(ids)
                    .containsExactlyElementsOf(IntStream.range(0, 10_000)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(service.asked()).hasSize(40);
        }
    }

    @Test
    void factsAreTakenOnlyAsAnswersAre() {
        AtomicInteger taken = new AtomicInteger();
        Iterator<Map<String, Integer>> endless = IntStream.iterate(0, i -> i + 1)
                .peek(i -> taken.incrementAndGet())
                .mapToObj(i -> Map.of("N", i))
                .iterator();
        try (PlayedService service = new PlayedService((n, call, exchange) -> echo(call, exchange));
                UnderstudyClient client = service.client().build();
                Answers answers = client.batch("acme", endless)) {
            for (int i = 0; i < 300; i++) {
                assertThat(((Decided) answers.next()).id()).isEqualTo(Integer.toString(i));
            }
            assertThat(taken.get()).isLessThan(2_000);
        }
    }

    @Test
    void aBadFactIsAProblemWithItsLineInTheWholeBatch() {
        Iterator<Map<String, Integer>> one = IntStream.range(0, 600)
                .mapToObj(i -> Map.of("N", i == 500 ? -1 : i))
                .iterator();
        try (PlayedService service = new PlayedService((n, call, exchange) -> echo(call, exchange));
                UnderstudyClient client = service.client().build();
                Answers answers = client.batch("acme", one)) {
            List<Problem> problems = answers.stream()
                    .filter(Problem.class::isInstance)
                    .map(Problem.class::cast)
                    .toList();
            assertThat(problems).hasSize(1);
            assertThat(problems.getFirst().line()).contains(501L);
        }
    }

    @Test
    void aPartThatTheServiceCanNotTakeNowIsSentAgain() {
        try (PlayedService service = new PlayedService((n, call, exchange) -> {
                    if (n % 2 == 1) {
                        exchange.getResponseHeaders().set("Retry-After", "0");
                        answer(exchange, 503, "{}");
                    } else {
                        echo(call, exchange);
                    }
                });
                UnderstudyClient client = service.client().retries(QUICK).build();
                Answers answers = client.batch("acme", numbers(1_000))) {
            assertThat(answers.stream()).hasSize(1_000);
        }
    }

    @Test
    void aRefusalOfAllIsThrown() {
        try (PlayedService service =
                        new PlayedService((n, call, exchange) -> answer(exchange, 403, "{\"detail\": \"no\"}"));
                UnderstudyClient client = service.client().build();
                Answers answers = client.batch("acme", numbers(10))) {
            assertThatExceptionOfType(ProblemAnswer.class).isThrownBy(answers::next);
        }
    }

    @Test
    void anAnswerThatEndsEarlyIsNotTakenForTheWhole() {
        try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, 200, DECIDED + "\n"));
                UnderstudyClient client = service.client().build();
                Answers answers = client.batch("acme", numbers(2))) {
            assertThatExceptionOfType(NoAnswer.class)
                    .isThrownBy(answers::next)
                    .withMessage("The service answered 1 of 2 lines.");
        }
    }

    @Test
    void bodiesOverSeveralLinesFitOnOne() {
        DecisionRequest body = DecisionRequest.ofBody("acme", "{\"facts\":\r\n {\"N\": 7}}\n");
        try (PlayedService service = new PlayedService((n, call, exchange) -> echo(call, exchange));
                UnderstudyClient client = service.client().build();
                Answers answers = client.batch("acme", List.of(body, body).iterator())) {
            assertThat(answers.stream()).hasSize(2);
        }
    }

    @Test
    void nothingAsksForNothing() {
        try (PlayedService service = new PlayedService((n, call, exchange) -> echo(call, exchange));
                UnderstudyClient client = service.client().build();
                Answers answers = client.batch("acme", Collections.emptyIterator())) {
            assertThat(answers.hasNext()).isFalse();
            assertThat(service.asked()).isEmpty();
        }
    }
}

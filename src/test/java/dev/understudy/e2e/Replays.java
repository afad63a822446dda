package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decisions of one moment, in the log, and calls that replay them. */
record Replays(Instant from, Instant to, int count) {
    static final String REPLAYS = "/api/v1/replays";

    /** Has so many flights decided, half of them three hours late, a quarter on short routes, and awaits the log. */
    static Replays of(int count) {
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String lines = IntStream.range(0, count)
                .mapToObj(i -> "{\"facts\": {\"Flight\": {\"date\": \"2001/01/01 13:38\", \"delay\": "
                        + (i % 2 == 0 ? 200 : 10) + ", \"distance\": " + (i % 4 < 2 ? 291 : 1500) + "}}}")
                .collect(Collectors.joining("\n"));
        as("app")
                .contentType("application/octet-stream")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post(Api.FLIGHTS + "/batch")
                .then()
                .statusCode(200);
        Replays replays = new Replays(from, Instant.now().plusMillis(1), count);
        await().atMost(Duration.ofSeconds(60)).until(() -> replays.logged() == count);
        return replays;
    }

    private long logged() {
        return as("analyst")
                        .queryParam("from", from.toString())
                        .queryParam("to", to.toString())
                        .queryParam("format", "csv")
                        .get("/api/v1/decisions")
                        .asString()
                        .lines()
                        .count()
                - 1;
    }

    /** What asks for all of them to be replayed; {@code more} are further members. */
    String wish(String onto, String more) {
        return "{\"ruleset\": \"flight-compensation\", \"onto\": \"" + onto + "\", \"filter\": {\"from\": \"" + from
                + "\", \"to\": \"" + to + "\"}" + more + "}";
    }

    Response ask(String onto, String more) {
        return as("analyst").body(wish(onto, more)).post(REPLAYS);
    }

    /** Asks for it, and awaits its end. */
    JsonPath done(String onto, String more) {
        Response answer = ask(onto, more);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 202);
        return ended(answer.path("id"));
    }

    static JsonPath ended(String id) {
        List<String> ends = List.of("done", "cancelled", "failed");
        await().atMost(Duration.ofSeconds(60)).until(() -> ends.contains(get(id).getString("state")));
        return get(id);
    }

    static JsonPath get(String id) {
        return as("analyst")
                .get(REPLAYS + "/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}

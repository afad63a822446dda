package dev.understudy.client;

import static dev.understudy.client.PlayedService.DECIDED;
import static dev.understudy.client.PlayedService.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes on with a journey, and what does not. */
class JourneyTest {
    private static final String TOKEN = "head." + claims("{\"branch\":\"feature/größe\"}") + ".signature";
    private static final Map<String, Object> FACTS = Map.of("Ask", 1);

    private static String claims(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }

    private static Journey inside(String... baggage) {
        return Journey.fromInside(Map.of("baggage", List.of(baggage))::get);
    }

    private static HttpRequest next(Journey journey) {
        return journey.applyTo(HttpRequest.newBuilder(URI.create("http://localhost")))
                .build();
    }

    private static String baggage(Journey journey) {
        return next(journey).headers().firstValue("baggage").orElse("");
    }

    @Test
    void fromInsideTheContextGoesOnAsItCame() {
        Journey journey = inside("user=alice;ttl=1", "rules.ctx=" + TOKEN + " , rules.journey=j1,b=c%20d");
        assertThat(baggage(journey)).isEqualTo("rules.journey=j1,rules.ctx=" + TOKEN + ",user=alice;ttl=1,b=c%20d");
        assertThat(next(journey).headers().firstValue("Rules-Branch")).contains("feature/gr%C3%B6%C3%9Fe");
        assertThat(journey.branch()).contains("feature/größe");
    }

    @Test
    void fromOutsideItIsDroppedAndTheRestGoesOn() {
        Journey journey = Journey.fromOutside(Map.of(
                "baggage",
                List.of("user=alice,rules.ctx=" + TOKEN + ",rules.journey=j1,b=c"),
                "Rules-Branch",
                List.of("feature/x"))::get);
        assertThat(baggage(journey)).isEqualTo("user=alice,b=c");
        assertThat(next(journey).headers().firstValue("Rules-Branch")).isEmpty();
    }

    @Test
    void withoutAnythingNothingIsAdded() {
        assertThat(next(Journey.begin()).headers().map()).isEmpty();
        assertThat(next(Journey.fromInside(name -> null)).headers().map()).isEmpty();
    }

    @Test
    void whatIsLeftOfALostContextGoesOnSoThatItIsNoticed() {
        assertThat(baggage(inside("rules.journey=j1,a=b"))).isEqualTo("rules.journey=j1,a=b");
        Journey byMesh = Journey.fromInside(Map.of("Rules-Branch", List.of("feature/x"))::get);
        assertThat(next(byMesh).headers().firstValue("Rules-Branch")).contains("feature/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a.b.c", "a.%%.c", "..", "a.bm90IGpzb24.c"})
    void aContextThatCanNotBeReadGoesOnForTheServiceToRefuse(String token) {
        Journey journey = inside("rules.ctx=" + token);
        assertThat(baggage(journey)).isEqualTo("rules.ctx=" + token);
        assertThat(journey.branch()).isEmpty();
    }

    @Test
    void twoHundredEntriesAreCutWhereTheStandardSaysAndNeverOurs() {
        String many = IntStream.range(0, 200).mapToObj(i -> "key" + i + "=v").collect(Collectors.joining(","));
        List<String> entries =
                List.of(baggage(inside(many, "rules.ctx=" + TOKEN)).split(","));
        assertThat(entries).hasSize(180).startsWith("rules.ctx=" + TOKEN).endsWith("key178=v");
        String large = "large=" + "x".repeat(9_000);
        assertThat(baggage(inside(large, "rules.ctx=" + TOKEN))).isEqualTo("rules.ctx=" + TOKEN);
    }

    @Test
    void theFirstAnswersContextSettlesTheJourney() {
        String other = "head." + claims("{\"branch\":\"other\"}") + ".signature";
        try (PlayedService service = new PlayedService((n, call, exchange) -> {
                    exchange.getResponseHeaders().set("Rules-Context", n == 1 ? TOKEN : other);
                    answer(exchange, 200, DECIDED);
                });
                UnderstudyClient client = service.client().build()) {
            Journey journey = Journey.fromOutside(Map.of("Cookie", List.of("a=b; rules-session=flag; c=d"))::get);
            journey.run(() -> {
                client.decide("acme", FACTS);
                client.decide("acme", FACTS);
            });
            client.decide("acme", FACTS);
            PlayedService.Call first = service.asked().getFirst();
            PlayedService.Call second = service.asked().get(1);
            PlayedService.Call apart = service.asked().get(2);
            assertThat(first.header("Cookie")).isEqualTo("rules-session=flag");
            assertThat(first.header("Baggage")).isEmpty();
            assertThat(second.header("Cookie")).isEmpty();
            assertThat(second.header("Baggage")).contains("rules.journey=").endsWith(",rules.ctx=" + TOKEN);
            assertThat(second.header("Rules-branch")).isEqualTo("feature/gr%C3%B6%C3%9Fe");
            assertThat(apart.header("Baggage")).isEmpty();
            assertThat(journey.branch()).contains("feature/größe");
        }
    }

    @Test
    void aBatchCarriesItAsWell() {
        try (PlayedService service = new PlayedService((n, call, exchange) -> answer(exchange, 200, DECIDED + "\n"));
                UnderstudyClient client = service.client().build()) {
            inside("rules.ctx=" + TOKEN).run(() -> {
                try (Answers answers = client.batch("acme", List.of(FACTS).iterator())) {
                    assertThat(answers.next()).isInstanceOf(Decided.class);
                }
            });
            assertThat(service.asked().getFirst().header("Baggage")).isEqualTo("rules.ctx=" + TOKEN);
        }
    }
}

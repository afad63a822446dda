package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Api.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.client.Journey;
import dev.understudy.client.UnderstudyClient;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that goes through the services A, B and C; A and C have something decided, B hands on. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class JourneysTest {
    @TempDir
    Path folder;

    private static UnderstudyClient app() {
        Ready.await();
        return UnderstudyClient.at("http://localhost:" + RestAssured.port)
                .account("app", "app")
                .build();
    }

    private static List<String> call(Hop first, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(first.url()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList();
        }
    }

    private static String session(String branch) {
        return "rules-session="
                + as("analyst")
                        .body("{\"branch\": \"" + branch + "\"}")
                        .put(Api.SESSION)
                        .then()
                        .statusCode(200)
                        .extract()
                        .cookie("rules-session");
    }

    @Test
    void onADraftStaysOnIt() throws Exception {
        String branch = Author.draft(folder, 321);
        try (UnderstudyClient app = app();
                Hop c = new Hop(Hop::inner, app, null);
                Hop b = new Hop(Hop::inner, null, c);
                Hop a = new Hop(Hop::edge, app, b)) {
            assertThat(call(a, "Cookie", session(branch)))
                    .containsExactly(branch + " by SESSION: 321", branch + " by CONTEXT: 321");
            assertThat(call(a)).containsExactly("main by DEFAULT: 250", "main by DEFAULT: 250");
        }
    }

    @Test
    void fromOutsideAForgedContextHasNoEffectAndOtherBaggageArrives() throws Exception {
        String real = decide(on(Author.draft(folder, 322))).extract().header("Rules-Context");
        try (UnderstudyClient app = app();
                Hop c = new Hop(Hop::inner, app, null);
                Hop b = new Hop(Hop::inner, null, c);
                Hop a = new Hop(Hop::edge, app, b)) {
            for (String forged : List.of("a.b.c", real)) {
                String baggage = "user=alice;p=1,rules.ctx=" + forged + ",rules.journey=j";
                assertThat(call(a, "baggage", baggage)).containsExactly("main by DEFAULT: 250", "main by DEFAULT: 250");
            }
            assertThat(c.baggage()).containsOnly("user=alice;p=1");
        }
    }

    @Test
    void thatLosesItsContextOnTheWayIsRefusedAndNeverDecidedByMain() throws Exception {
        String branch = Author.draft(folder, 323);
        try (UnderstudyClient app = app();
                Hop c = new Hop(
                        exchange -> Journey.fromInside(name -> name.equals("baggage")
                                ? null
                                : exchange.getRequestHeaders().get(name)),
                        app,
                        null);
                Hop a = new Hop(Hop::edge, app, c)) {
            assertThat(call(a, "Cookie", session(branch))).containsExactly(branch + " by SESSION: 323", "refused: 403");
        }
    }
}

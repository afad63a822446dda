package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests for a decision that can't be answered with one. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class RequestsTest {
    private static final int TOO_MUCH = (2 << 20) + 1;

    @Test
    void anUnknownRulesetIsA404WithTheNearestName() {
        as("app")
                .body(Api.SHORT_FLIGHT)
                .post("/api/v1/rulesets/flight-compensaton/decisions")
                .then()
                .statusCode(404)
                .header("Rules-Branch", "main")
                .body("type", equalTo("urn:understudy:problem:unknown-ruleset"))
                .body("detail", containsString("did you mean 'flight-compensation'?"));
    }

    @Test
    void aRuleThatDidNotFireIsToldWithItsPlaceAndTheNearestFact() {
        as("app")
                .queryParam("whyNot", "Short haul")
                .body("{\"facts\": {\"Flight\": {\"date\": \"2001/01/01 13:38\", \"delay\": 171, \"distance\": 800,"
                        + " \"passengerName\": \"Waldo\"}}}")
                .post(Api.FLIGHTS)
                .then()
                .statusCode(200)
                .body("outcome.Compensation", empty())
                .body("firings[0].rule", equalTo("Assistance, short haul"))
                .body("firings[0].inserted[0].type", equalTo("Assistance"))
                .body("whyNot.rule", contains("Short haul"))
                .body("whyNot[0].reasons[0].kind", equalTo("CONSTRAINT_FAILED"))
                .body("whyNot[0].reasons[0].text", equalTo("delay >= 180 failed: delay was 171"))
                .body("whyNot[0].reasons[0].file", equalTo("flight-compensation/eu261.drl"))
                .body("whyNot[0].reasons[0].line", equalTo(54))
                .body("whyNot[0].reasons[0].nearest.fact.passengerName", equalTo("•••"))
                .body("whyNot[0].reasons[0].values.delay", equalTo(171));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ' ',        needs a rule's name
            Short hual, did you mean 'Short haul'?
            """, quoteCharacter = '"')
    void aQuestionForNoRuleIsA400(String rule, String words) {
        as("app")
                .queryParam("whyNot", rule.replace("'", ""))
                .body(Api.SHORT_FLIGHT)
                .post(Api.FLIGHTS)
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:understudy:problem:invalid-request"))
                .body("detail", containsString(words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flight", "a%2fb", "%00", "a b", "-x", "x;y=z"})
    void aNameThatNoRulesetHasIsA404(String name) {
        as("app")
                .urlEncodingEnabled(false)
                .body(Api.SHORT_FLIGHT)
                .post("/api/v1/rulesets/" + name.replace(" ", "%20") + "/decisions")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e"})
    void aNameThatLeadsElsewhereEndsAtWhatIsThere(String name) {
        as("app")
                .urlEncodingEnabled(false)
                .body(Api.SHORT_FLIGHT)
                .post("/api/v1/rulesets/" + name + "/decisions")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"facts": {"Flight": {"date": "2001/01/01 13:38", "delay": "late", "distance": 1}}}  | /facts/Flight/delay
            {"facts": {"Flight": [{"date": "2001/01/01 13:38", "delay": 1, "distance": 1}, {"delay": 1}]}} | /facts/Flight/1
            {"facts": {"Flight": {"date": "2001-13-01", "delay": 1, "distance": 1}}}             | /facts/Flight/date
            {"facts": {"Flight": {"date": "2001/01/01 13:38", "delay": 3000000000, "distance": 1}}} | /facts/Flight/delay
            {"facts": {"Flight": {"date": "2001/01/01 13:38", "delay": 1, "distance": 1, "x": 1}}}  | /facts/Flight/x
            {"facts": {"Fligth": {}}}                                                            | /facts/Fligth
            {"facts": {"Compensation": {}}}                                                      | /facts/Compensation
            {"facts": {"Flight": 1}}                                                             | /facts/Flight
            {"facts": 1}                                                                         | /facts
            {"facts": {}, "asOf": "yesterday"}                                                   | /asOf
            {"facts": {}, "more": 1}                                                             | /more
            """)
    void badFactsAreA400WithThePlace(String body, String pointer) {
        as("app")
                .body(body)
                .post(Api.FLIGHTS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .header("Rules-Branch", "main")
                .body("pointer", equalTo(pointer))
                .body("detail", not(equalTo("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "1", "\"\"", "{\"facts\"", "{} {}", "\u0000", "{'facts': {}}"})
    void aBodyThatIsNoCallIsA400(String body) {
        as("app").body(body).post(Api.FLIGHTS).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void aDeepBodyIsA400() {
        String deep = "{\"facts\": {\"Flight\": " + "[".repeat(100_000);
        // As bytes: REST Assured would print it prettily, which takes gigabytes.
        as("app")
                .contentType("application/octet-stream")
                .body(deep.getBytes(StandardCharsets.US_ASCII))
                .post(Api.FLIGHTS)
                .then()
                .statusCode(400);
    }

    @Test
    void withoutCredentialsItIsA401WithAChallenge() {
        decide(given().contentType("application/json"))
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .contentType("application/problem+json");
        decide(given().auth().preemptive().basic("app", "wrong").contentType("application/json"))
                .statusCode(401);
    }

    @Test
    void anyContentTypeIsReadAsJson() {
        decide(as("app").contentType("text/plain")).statusCode(200);
    }

    @Test
    void anotherMethodIsA405() {
        as("app").put("/api/v1/branches").then().statusCode(405).contentType("application/problem+json");
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsA413() {
        as("app")
                .body(" ".repeat(TOO_MUCH))
                .post(Api.FLIGHTS)
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("2 MiB"));
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsA413() throws Exception {
        byte[] body = " ".repeat(TOO_MUCH).getBytes(StandardCharsets.US_ASCII);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + Api.FLIGHTS))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString("app:app".getBytes(StandardCharsets.US_ASCII)))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("2 MiB");
        }
    }
}

package dev.understudy.webhook;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may manage webhooks, and what of their wishes is refused. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class WebhookRequestsTest {
    private static final String NOBODYS = "/0198c2b4-0000-7000-8000-000000000000";

    private static final List<String> CALLS = List.of(
            "GET ",
            "POST ",
            "GET " + NOBODYS,
            "PATCH " + NOBODYS,
            "DELETE " + NOBODYS,
            "POST " + NOBODYS + "/secret",
            "POST " + NOBODYS + "/test",
            "GET " + NOBODYS + "/deliveries",
            "POST " + NOBODYS + "/deliveries/1/redeliver");

    private static RequestSpecification as(String account) {
        return given().auth().preemptive().basic(account, account).contentType("application/json");
    }

    private static void expect(RequestSpecification caller, String call, int status) {
        String path = call.substring(call.indexOf(' ') + 1);
        caller.body("{\"url\": \"https://example.org/\"}")
                .request(call.substring(0, call.indexOf(' ')), "/api/v1/webhooks" + path)
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "analyst", "reviewer", "operator", "auditor"})
    void onlyAdminsMayDoAnythingWithThem(String account) {
        CALLS.forEach(call -> expect(as(account), call, 403));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", ""})
    void whoeverIsNobodyIsAskedWhoItIs(String password) {
        CALLS.forEach(call -> expect(
                password.isEmpty()
                        ? given().contentType("application/json")
                        : given().auth().preemptive().basic("admin", password).contentType("application/json"),
                call,
                401));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET " + NOBODYS,
                "GET /no-uuid",
                "PATCH " + NOBODYS,
                "DELETE " + NOBODYS,
                "POST " + NOBODYS + "/secret",
                "POST " + NOBODYS + "/test",
                "GET " + NOBODYS + "/deliveries",
                "POST " + NOBODYS + "/deliveries/1/redeliver",
                "POST " + NOBODYS + "/deliveries/x/redeliver"
            })
    void whatIsNotThereIsA404(String call) {
        expect(as("admin"), call, 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|``|A JSON object",
                "{|``|``",
                "[]|``|``",
                "{\"uri\": \"https://example.org\"}|``|no member 'uri'",
                "{}|/url|https with a host",
                "{\"url\": 7}|/url|``",
                "{\"url\": \"http://example.org/\"}|/url|Use https",
                "{\"url\": \"https://u:p@example.org/\"}|/url|no account",
                "{\"url\": \"https://example.org/\", \"events\": []}|/events|1 to 50",
                "{\"url\": \"https://example.org/\", \"events\": [\"dev.understudy.rollout.heldd\"]}|/events/0|"
                        + "did you mean 'dev.understudy.rollout.held'",
                "{\"url\": \"https://example.org/\", \"events\": [\"*\", null]}|/events/1|no event",
                "{\"url\": \"https://example.org/\", \"events\": [\"(a+)+\"]}|/events/0|no event",
                "{\"url\": \"https://example.org/\", \"rulesets\": [\"A/b\"]}|/rulesets/0|no name",
                "{\"url\": \"https://example.org/\", \"description\": \"a\\nb\"}|/description|one line",
                "{\"url\": \"https://example.org/\", \"state\": \"DISABLED\"}|/state|ACTIVE or PAUSED",
                "{\"url\": \"https://example.org/\", \"state\": \"ON\"}|/state|``",
            })
    void wishesThatMakeNoSenseAreRefusedWithTheirPlace(String body, String pointer, String sentence) {
        var answer = as("admin").body(body).post("/api/v1/webhooks").then().statusCode(400);
        answer.body("detail", containsString(sentence));
        if (!pointer.isEmpty()) {
            answer.body("pointer", equalTo(pointer));
        }
    }

    @ParameterizedTest
    @CsvSource({"limit,0", "limit,201", "limit,x", "before,0", "state,SENT"})
    void filtersThatMakeNoSenseAreNamed(String name, String value) {
        as("admin")
                .queryParam(name, value)
                .get("/api/v1/webhooks" + NOBODYS + "/deliveries")
                .then()
                .statusCode(400)
                .body("parameter", equalTo(name));
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.FLIGHTS;
import static dev.understudy.e2e.Api.SHORT_FLIGHT;
import static dev.understudy.e2e.Api.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls with tokens, which an admin makes for it. */
final class Programs {
    static final String TOKENS = "/api/v1/tokens";

    private Programs() {}

    static String name() {
        return "app-" + UUID.randomUUID();
    }

    static JsonPath make(Map<String, ?> order) {
        Map<String, Object> named = new HashMap<>(order);
        named.putIfAbsent("name", name());
        return as("admin")
                .body(named)
                .post(TOKENS)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .extract()
                .jsonPath();
    }

    static String made(String... rights) {
        return make(Map.of("rights", List.of(rights))).getString("token");
    }

    static RequestSpecification with(String token) {
        Ready.await();
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    static RequestSpecification withPassword(String token) {
        Ready.await();
        return given().auth().preemptive().basic("any", token).contentType("application/json");
    }

    static ValidatableResponse refused(RequestSpecification call) {
        return call.body(SHORT_FLIGHT)
                .post(FLIGHTS)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"));
    }
}

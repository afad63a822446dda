package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static io.restassured.RestAssured.given;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** A share link that a test made. */
record Links(String id, String token) {
    static final String PATH = "/api/v1/share-links";
    static final String HEADER = "Rules-Preview";
    static final String COOKIE = "rules-preview";

    /** By the analyst, for the flights of a branch. */
    static Links of(String branch) {
        return with(branch, Map.of());
    }

    /** The same with more to say. */
    static Links with(String branch, Map<String, ?> more) {
        Map<String, Object> order = new HashMap<>(Map.of("branch", branch, "ruleset", "flight-compensation"));
        order.putAll(more);
        return made("analyst", order);
    }

    /** For these decisions. */
    static Links showing(String branch, String... decisions) {
        return made("analyst", Map.of("branch", branch, "decisions", decisions));
    }

    static Links made(String account, Map<String, ?> order) {
        ExtractableResponse<Response> made =
                post(account, order).statusCode(201).extract();
        return new Links(made.path("id"), made.path("token"));
    }

    static ValidatableResponse post(String account, Map<String, ?> order) {
        return as(account).body(order).post(PATH).then();
    }

    /** Opened by somebody who has nothing but the link. */
    ValidatableResponse open() {
        return open(visitor());
    }

    ValidatableResponse open(RequestSpecification by) {
        return by.body(Map.of("token", token)).post(PATH + "/open").then();
    }

    /** The cookie that the page's button has set. */
    String cookie() {
        String opening = open().statusCode(200).extract().path("opening");
        return visitor()
                .body(Map.of("opening", opening))
                .post(PATH + "/cookie")
                .then()
                .statusCode(204)
                .extract()
                .cookie(COOKIE);
    }

    /** The short flight, decided for somebody who has nothing but the link. */
    ValidatableResponse decide() {
        return decide(visitor());
    }

    ValidatableResponse decide(RequestSpecification by) {
        return Api.decide(by.header(HEADER, token));
    }

    ValidatableResponse get() {
        return as("analyst").get(PATH + "/" + id).then().statusCode(200);
    }

    ValidatableResponse revoke(String account) {
        return as(account).delete(PATH + "/" + id).then();
    }

    /** Somebody without an account. */
    static RequestSpecification visitor() {
        Ready.await();
        return given().contentType("application/json");
    }
}

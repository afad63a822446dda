package dev.understudy.e2e;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Calls of the API. */
final class Api {
    static final String FLIGHTS = "/api/v1/rulesets/flight-compensation/decisions";
    static final String SESSION = "/api/v1/session/branch";

    /** Three hours late, 291 miles. */
    static final String SHORT_FLIGHT = "{\"facts\": {\"Flight\": {\"date\": \"2001/01/01 13:38\", \"delay\": 180,"
            + " \"distance\": 291, \"origin\": \"SLC\", \"destination\": \"BOI\"}}}";

    private Api() {}

    /** As the account of that name, whose password is the same. */
    static RequestSpecification as(String account) {
        Ready.await();
        return given().auth().preemptive().basic(account, account).contentType("application/json");
    }

    /** As an analyst who chooses a branch by the header. */
    static RequestSpecification on(String branch) {
        return as("analyst").header("Rules-Branch", branch);
    }

    /** Decides the short flight. */
    static ValidatableResponse decide(RequestSpecification caller) {
        return caller.body(SHORT_FLIGHT).post(FLIGHTS).then();
    }
}

package dev.understudy.decisionlog.query;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Calls of the decision log's API. */
final class Calls {
    static final String DECISIONS = "/api/v1/decisions";

    private Calls() {}

    /** As the account of that name, whose password is the same. */
    static RequestSpecification as(String account) {
        return given().auth().preemptive().basic(account, account);
    }

    /** A page of what the analyst asks for: names and values by turns. */
    static ValidatableResponse list(String... parameters) {
        return with(as("analyst"), parameters).get(DECISIONS).then();
    }

    static RequestSpecification with(RequestSpecification request, String... parameters) {
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request;
    }
}

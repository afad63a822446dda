package dev.understudy.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProblemAnswersTest {
    private static final String FAULTY = "/api/v1/test-only/faulty";

    private static RequestSpecification asApp() {
        return given().auth().preemptive().basic("app", "app");
    }

    private static ValidatableResponse problem(Response answer, int status) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }

    @Test
    void anUnknownPathIsA404Problem() {
        problem(asApp().get("/api/v1/nothing-here"), 404).body("type", equalTo("urn:understudy:problem:not-found"));
    }

    @Test
    void anotherMethodIsA405Problem() {
        problem(asApp().delete(FAULTY), 405).body("detail", containsString("/q/swagger-ui"));
    }

    @Test
    void anotherContentTypeIsA415Problem() {
        problem(asApp().contentType("text/csv").body("a,b").post(FAULTY), 415);
    }

    @Test
    void anotherAcceptIsA406Problem() {
        problem(
                asApp().contentType("application/json")
                        .accept("text/csv")
                        .body("{}")
                        .post(FAULTY),
                406);
    }

    @Test
    void brokenJsonIsA400ProblemWithItsPlace() {
        problem(
                        asApp().contentType("application/json")
                                .body("{\"size\": 1,\n ]")
                                .post(FAULTY),
                        400)
                .body("line", equalTo(2))
                .body("detail", startsWith("The body is not JSON"));
    }

    @Test
    void aWrongTypeIsA400ProblemWithAPointer() {
        problem(
                        asApp().contentType("application/json")
                                .body("{\"size\": \"many\"}")
                                .post(FAULTY),
                        400)
                .body("pointer", equalTo("/size"))
                .body("detail", equalTo("'many' is no int."));
    }

    @Test
    void anErrorNobodyForesawIsA500ProblemWithAnId() {
        problem(asApp().contentType("application/json").body("{\"size\": -1}").post(FAULTY), 500)
                .body("instance", startsWith("urn:understudy:error:"))
                .body("detail", not(containsString("secret")));
    }

    @Test
    void aBusyServiceSaysWhenToComeBack() {
        problem(asApp().contentType("application/json").body("{\"size\": 429}").post(FAULTY), 429)
                .header("Retry-After", equalTo("1"));
    }

    @Test
    void aRouteOutsideOfRestFailsWithAProblemToo() {
        problem(asApp().get("/api/v1/test-only/route?fail=problem"), 404).body("detail", equalTo("No such thing."));
        problem(asApp().get("/api/v1/test-only/route?fail=bug"), 500).body("instance", startsWith("urn:"));
        problem(asApp().get("/api/v1/test-only/route?fail=status"), 413);
    }
}

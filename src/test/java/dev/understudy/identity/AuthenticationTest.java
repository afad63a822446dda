package dev.understudy.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class AuthenticationTest {
    private static final String WHO = "/api/v1/test-only/who";

    private static RequestSpecification as(String name, String password) {
        return given().auth().preemptive().basic(name, password);
    }

    @Nested
    class WithoutCredentials {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    WHO,
                    "/api/v1/nothing-here",
                    "/api;x=y/v1/test-only/who",
                    "/%61pi/v1/test-only/who",
                    "/git/rules.git"
                })
        void theApiAndGitAnswerWithAChallenge(String path) {
            given().urlEncodingEnabled(false)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Basic realm=\"understudy\", charset=\"UTF-8\"")
                    .body("type", equalTo("urn:understudy:problem:unauthenticated"))
                    .body("detail", containsString("HTTP Basic"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"/q/health/live", "/q/openapi"})
        void probesAndDocumentsAreOpen(String path) {
            given().get(path).then().statusCode(200);
        }

        @Test
        void theRemotesWebhookIsOpenAndOthersAreNot() {
            // Its proof is a signature, and here is no secret for one.
            given().post("/api/v1/webhooks/git").then().statusCode(404);
            given().get("/api/v1/webhooks").then().statusCode(401);
        }

        @Test
        void anotherSchemeCountsAsNone() {
            given().header("Authorization", "Bearer abc").get(WHO).then().statusCode(401);
        }
    }

    @Nested
    class WithTheRightPassword {
        @Test
        void theRolesAndRightsAreTheAccounts() {
            as("app", "app")
                    .get(WHO)
                    .then()
                    .statusCode(200)
                    .body("name", equalTo("app"))
                    .body("roles", equalTo(List.of("APP")))
                    .body("rights", equalTo(List.of("DECIDE")));
        }

        @Test
        void theReviewerHasItsGroups() {
            as("reviewer", "reviewer")
                    .get(WHO)
                    .then()
                    .body("groups", hasItems("passenger-rights", "medication-safety"))
                    .body("groups", hasSize(2));
        }

        @Test
        void theNameMayBeWrittenInAnyCase() {
            as("Analyst2", "analyst2").get(WHO).then().statusCode(200).body("name", equalTo("analyst2"));
        }

        @Test
        void aBodyThatIsSentMeanwhileArrivesWhole() {
            String body = "x".repeat(300_000);
            as("operator", "operator")
                    .body(body)
                    .contentType("text/plain")
                    .post(WHO)
                    .then()
                    .body(equalTo("300000"));
        }

        @Test
        void aMissingRightIsA403Problem() {
            as("app", "app")
                    .get("/api/v1/test-only/needs-author")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("detail", equalTo("'app' lacks the right author; the roles analyst and admin have it."));
        }
    }

    @Nested
    class WithWrongCredentials {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "wrong",
                    "APP",
                    "app\0",
                    "app\0app",
                    "ünïcode",
                    "a very long password that bcrypt would cut off after seventy-two bytes"
                })
        void aWrongPasswordIsA401Problem(String password) {
            as("app", password)
                    .get(WHO)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Basic"))
                    .body("detail", containsString("wrong"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"nobody", "", "app ", "app'--", "../app", "a\0b"})
        void anUnknownNameIsA401Problem(String name) {
            as(name, "app").get(WHO).then().statusCode(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Basic", "Basic ", "Basic !!!!", "Basic YXBw", "Basic YXBwOmFwcA=", "basic  "})
        void aMalformedHeaderIsA401Problem(String header) {
            given().header("Authorization", header)
                    .get(WHO)
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json");
        }

        @Test
        void probesDoNotCare() {
            as("app", "wrong").get("/q/health/live").then().statusCode(200);
            as("app", "wrong").post("/api/v1/webhooks/git").then().statusCode(404);
        }
    }
}

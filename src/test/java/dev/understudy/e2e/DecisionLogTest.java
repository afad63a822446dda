package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a decision to the log, and back again. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class DecisionLogTest {
    private static final String LOG = "/api/v1/decisions/";
    private static final String NAMED =
            Api.SHORT_FLIGHT.replace("\"delay\"", "\"passengerName\": \"Ada L.\", \"delay\"");

    @TempDir
    Path folder;

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    /** Decides, and waits until the log has it. */
    private static String kept(RequestSpecification caller, String body) {
        String id = caller.body(body)
                .post(Api.FLIGHTS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as("analyst").get(LOG + id).statusCode() == 200);
        return id;
    }

    @Test
    void aDecisionIsKeptWithAllThatItWasMadeOf() {
        String id = kept(as("app"), NAMED);

        as("analyst")
                .get(LOG + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("ruleset", equalTo("flight-compensation"))
                .body("branch", equalTo("main"))
                .body("selectedBy", equalTo("DEFAULT"))
                .body("effective", equalTo(true))
                .body("caller", equalTo("app"))
                .body("engine", containsString("drools"))
                .body("facts.Flight.delay", equalTo(180))
                .body("outcome.Compensation[0].amount", equalTo(250))
                .body("firedRules.rule", hasItem("Short haul"));
    }

    @Test
    void sensitiveValuesAreMaskedButForTheAuditorWhoseLookIsRecorded() throws Exception {
        String id = kept(as("app"), NAMED);

        for (String reader : new String[] {"analyst", "reviewer", "operator"}) {
            as(reader).get(LOG + id).then().body("facts.Flight.passengerName", equalTo("•••"));
        }
        Assertions.assertThat(looks(id)).isZero();
        as("auditor").get(LOG + id).then().body("facts.Flight.passengerName", equalTo("Ada L."));
        Assertions.assertThat(looks(id)).isEqualTo(1);
        as("app").get(LOG + id).then().statusCode(403);
    }

    private int looks(String id) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from look where caller = 'auditor' and request like ?")) {
            count.setString(1, "%" + id + "%");
            try (ResultSet rows = count.executeQuery()) {
                Assertions.assertThat(rows.next()).isTrue();
                return rows.getInt(1);
            }
        }
    }

    @Test
    void decidingItAgainOnItsOwnCommitGivesTheSameBytes() {
        String id = kept(as("app"), NAMED);

        as("analyst")
                .post(LOG + id + "/replay")
                .then()
                .statusCode(200)
                .body("decision", equalTo(id))
                .body("identical", equalTo(true))
                .body("now.outcome.Compensation[0].amount", equalTo(250))
                .body("rules.onlyThen", empty())
                .body("rules.onlyNow", empty());
    }

    @Test
    void decidingItOnABranchShowsBothOutcomes() {
        String id = kept(as("app"), Api.SHORT_FLIGHT);
        String branch = Author.draft(folder, 290);

        as("analyst")
                .queryParam("branch", branch)
                .post(LOG + id + "/replay")
                .then()
                .statusCode(200)
                .body("identical", equalTo(false))
                .body("then.branch", equalTo("main"))
                .body("then.outcome.Compensation[0].amount", equalTo(250))
                .body("now.branch", equalTo(branch))
                .body("now.outcome.Compensation[0].amount", equalTo(290));
    }

    @Test
    void aDraftsDecisionIsALineageOfItsOwn() {
        String branch = Author.draft(folder, 295);
        String id = kept(Api.on(branch), Api.SHORT_FLIGHT);

        as("analyst").get(LOG + id).then().body("effective", equalTo(false)).body("branch", equalTo(branch));
        as("analyst")
                .queryParam("limit", 1000)
                .get("/api/v1/decisions")
                .then()
                .statusCode(200)
                .body("decisions.id", not(hasItem(id)));
        as("analyst")
                .queryParam("branch", branch)
                .get("/api/v1/decisions")
                .then()
                .body("decisions.id", hasItem(id));
    }

    @Test
    void aReplayThatCantBeMadeSaysWhy() {
        String id = kept(as("app"), Api.SHORT_FLIGHT);

        as("analyst")
                .queryParam("branch", "no/such-branch")
                .post(LOG + id + "/replay")
                .then()
                .statusCode(404)
                .body("type", containsString("unknown-branch"));
        as("analyst")
                .queryParam("branch", "main@" + "a".repeat(40))
                .post(LOG + id + "/replay")
                .then()
                .statusCode(404)
                .body("type", containsString("unknown-commit"));
        as("app").post(LOG + id + "/replay").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "1", "0192d5a0-1c2b-7000-8000-00000000000", "0192d5a0-1c2b-7000-8000-00000000000g"})
    void anIdThatIsNoUuidIsA400(String id) {
        as("analyst").get(LOG + id).then().statusCode(400);
        as("analyst").post(LOG + id + "/replay").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0192d5a0-1c2b-7000-8000-000000000000", "7f3f1c1e-5b0a-4a0e-9c0d-2f6f1d1c0b0a"})
    void anIdThatTheLogHasNotIsA404(String id) {
        as("analyst").get(LOG + id).then().statusCode(404);
        as("analyst").post(LOG + id + "/replay").then().statusCode(404);
    }
}

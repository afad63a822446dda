package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Links.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions that are shown to somebody outside, under the rules of then and under a draft. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class SharedDecisionsTest {
    private static final String NAMED =
            Api.SHORT_FLIGHT.replace("\"delay\"", "\"passengerName\": \"Ada L.\", \"delay\"");

    @TempDir
    Path folder;

    private static String kept(String body) {
        String id = as("app")
                .body(body)
                .post(Api.FLIGHTS)
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as("analyst").get("/api/v1/decisions/" + id).statusCode() == 200);
        return id;
    }

    @Test
    void areShownBesideEachOtherAndNothingElseIs() {
        String id = kept(NAMED);
        String branch = Author.draft(folder, 341);
        Links link = Links.showing(branch, id);
        Map<String, Object> shown = link.open()
                .statusCode(200)
                .body("madeBy", equalTo("analyst"))
                .body("branch", equalTo(branch))
                .body("opening", nullValue())
                .body("decisions", hasSize(1))
                .body("decisions[0].id", equalTo(id))
                .body("decisions[0].decidedAt", notNullValue())
                .body("decisions[0].identical", equalTo(false))
                .body("decisions[0].facts.Flight.delay", equalTo(180))
                .body("decisions[0].facts.Flight.passengerName", equalTo("•••"))
                .body("decisions[0].then.outcome.Compensation[0].amount", equalTo(250))
                .body("decisions[0].now.outcome.Compensation[0].amount", equalTo(341))
                .extract()
                .path("decisions[0]");
        assertThat(shown.keySet()).isEqualTo(Set.of("id", "decidedAt", "ruleset", "facts", "identical", "then", "now"));
        link.open().statusCode(200).body("decisions[0].now.outcome.Compensation[0].amount", equalTo(341));
    }

    @Test
    void followTheBranchUntilTheLinkEnds() {
        String id = kept(Api.SHORT_FLIGHT);
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.amount(342).push();
        Links link = Links.showing(branch, id);
        link.open().body("decisions[0].now.outcome.Compensation[0].amount", equalTo(342));
        author.amount(343).push();
        link.open().body("decisions[0].now.outcome.Compensation[0].amount", equalTo(343));
    }

    @Test
    void chooseNoBranch() {
        Links link = Links.showing(Author.draft(folder, 344), kept(Api.SHORT_FLIGHT));
        link.decide().statusCode(403).body("detail", containsString("shows decisions"));
        link.decide(as("app")).statusCode(403);
        visitor()
                .body(Map.of("opening", "x"))
                .post(Links.PATH + "/cookie")
                .then()
                .statusCode(403);
    }

    @Test
    void keepAFieldMaskedThatTheDraftCallsSensitiveNoMore() {
        String id = kept(NAMED);
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit("flight-compensation/ruleset.yaml", "sensitive: \\[[^\\]]*\\]", "sensitive: []")
                .edit(
                        "flight-compensation/ruleset.yaml",
                        "out: \\[Compensation, Care\\]",
                        "out: [Flight, Compensation, Care]")
                .push();
        String shown = Links.showing(branch, id)
                .open()
                .statusCode(200)
                .body("decisions[0].now.outcome.Flight[0].delay", equalTo(180))
                .body("decisions[0].now.outcome.Flight[0].passengerName", equalTo("•••"))
                .extract()
                .asString();
        assertThat(shown).contains("•••").doesNotContain("Ada L.");
        // Nor does deciding it again by hand, but for who may see it.
        String again = "/api/v1/decisions/" + id + "/replay?branch=" + branch;
        assertThat(as("analyst").post(again).then().statusCode(200).extract().asString())
                .contains("•••")
                .doesNotContain("Ada L.");
        assertThat(as("auditor").post(again).then().statusCode(200).extract().asString())
                .contains("Ada L.");
    }

    @Test
    void thatCantBeShownSayWhatKindOfFaultItIsAndNoMore() {
        String id = kept(NAMED);
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit(Author.RULES, "package", "pakage").push();
        Links.showing(branch, id)
                .open()
                .statusCode(200)
                .body("decisions[0].problem", equalTo("The ruleset does not compile on this branch"))
                .body("decisions[0].size()", equalTo(2));
    }

    @Test
    void areSharedByWhoMayReadThem() {
        String branch = Author.draft(folder, 345);
        Links.post("app", Map.of("branch", branch, "decisions", new String[] {kept(Api.SHORT_FLIGHT)}))
                .statusCode(403);
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, listing and revoking share links. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ShareLinksTest {
    @TempDir
    Path folder;

    @Nested
    class Made {
        @Test
        void hasItsTokenOnceAndBehindTheHash() {
            String branch = Author.draft(folder, 301);
            String id = Links.post("analyst", Map.of("branch", branch, "ruleset", "flight-compensation"))
                    .statusCode(201)
                    .header("Cache-Control", "no-store")
                    .header("Location", containsString(Links.PATH + "/"))
                    .body("state", equalTo("ACTIVE"))
                    .body("branch", equalTo(branch))
                    .body("ruleset", equalTo("flight-compensation"))
                    .body("bind", equalTo("none"))
                    .body("uses", equalTo(0))
                    .body("madeBy", equalTo("analyst"))
                    .body("url", matchesPattern("http://[^/]+/share#uss_[A-Za-z0-9_.-]+"))
                    .body("token", startsWith("uss_"))
                    .extract()
                    .path("id");
            as("analyst")
                    .get(Links.PATH + "/" + id)
                    .then()
                    .body("shareLink.token", nullValue())
                    .body("shareLink.url", nullValue());
        }

        @Test
        void lastsADayUnlessItIsSaid() {
            String branch = Author.draft(folder, 302);
            Links.of(branch).get().body("shareLink", hasLifetime(24 * 3600));
            Links.with(branch, Map.of("expiresIn", "30d")).get().body("shareLink", hasLifetime(30 * 24 * 3600));
        }

        @Test
        void isAuditedWithoutItsToken() {
            String branch = Author.draft(folder, 303);
            Links link = Links.with(branch, Map.of("uses", 3, "bind", "first-user"));
            link.revoke("analyst").statusCode(204);
            String audit = as("auditor")
                    .queryParam("subject", "share-link:" + link.id())
                    .get("/api/v1/audit")
                    .then()
                    .statusCode(200)
                    .body("records.action", equalTo(List.of("share.revoked", "share.created")))
                    .body("records[1].after.branch", equalTo(branch))
                    .body("records[1].after.uses", equalTo(3))
                    .body("records[1].after.bind", equalTo("first-user"))
                    .body("records[0].after.why", equalTo("REVOKED"))
                    .extract()
                    .asString();
            assertThat(audit).doesNotContain("uss_");
        }
    }

    private static Matcher<Map<String, String>> hasLifetime(long seconds) {
        return new FeatureMatcher<>(equalTo(seconds), "lifetime in seconds", "lifetime") {
            @Override
            protected Long featureValueOf(Map<String, String> link) {
                return Duration.between(
                                Instant.parse(String.valueOf(link.get("madeAt"))),
                                Instant.parse(String.valueOf(link.get("expiresAt"))))
                        .toSeconds();
            }
        };
    }

    @Nested
    class BadOrders {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"ruleset\": \"flight-compensation\"} | /branch",
                    "{\"branch\": \"main\", \"ruleset\": \"flight-compensation\"} | /branch",
                    "{\"branch\": \"main\"} | /ruleset",
                    "{\"branch\": \"main\", \"ruleset\": \"flight-compensation\", \"decisions\": [\"x\"]} | /ruleset",
                    "{\"branch\": \"DRAFT\", \"decisions\": []} | /decisions",
                    "{\"branch\": \"DRAFT\", \"decisions\": [\"nonsense\"]} | /decisions/0",
                    "{\"branch\": \"DRAFT\", \"decisions\": [null]} | /decisions/0",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"expiresIn\": \"31d\"} | /expiresIn",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"expiresIn\": \"0s\"} | /expiresIn",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"expiresIn\": \"-1h\"} | /expiresIn",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"expiresIn\": \"soon\"} | /expiresIn",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"expiresIn\": \"99999999999d\"} |"
                            + " /expiresIn",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"uses\": 0} | /uses",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"uses\": -1} | /uses",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"uses\": 1000001} | /uses",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"bind\": \"network:nowhere\"} | /bind",
                    "{\"branch\": \"DRAFT\", \"ruleset\": \"flight-compensation\", \"commit\": \"123\"} | /commit"
                })
        void areA400AtTheirPlace(String order, String pointer) {
            String branch = order.contains("DRAFT") ? Author.draft(folder, 304) : "";
            as("analyst")
                    .body(order.replace("DRAFT", branch))
                    .post(Links.PATH)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("pointer", equalTo(pointer));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "null", "{\"branch\": [1]}", "{\"nonsense\": 1}", "\"x\""})
        void thatAreNoneAreA400(String order) {
            as("analyst").body(order).post(Links.PATH).then().statusCode(400);
        }

        @Test
        void forWhatIsNotThereAreA404() {
            Links.post("analyst", Map.of("branch", "no/such", "ruleset", "flight-compensation"))
                    .statusCode(404)
                    .body("type", containsString("unknown-branch"));
            String branch = Author.draft(folder, 305);
            Links.post("analyst", Map.of("branch", branch, "ruleset", "flight-compensatio"))
                    .statusCode(404)
                    .body("type", containsString("unknown-ruleset"))
                    .body("detail", containsString("flight-compensation"));
            Links.post("analyst", Map.of("branch", branch, "commit", "a".repeat(40), "ruleset", "flight-compensation"))
                    .statusCode(404)
                    .body("type", containsString("unknown-commit"));
            Links.post("analyst", Map.of("branch", branch, "decisions", new String[] {
                        "0192d5a0-1c2b-7000-8000-000000000000"
                    }))
                    .statusCode(404)
                    .body("pointer", equalTo("/decisions/0"));
        }

        @Test
        void forMoreThanAHundredDecisionsAreA400() {
            String branch = Author.draft(folder, 306);
            Links.post(
                            "analyst",
                            Map.of(
                                    "branch",
                                    branch,
                                    "decisions",
                                    Collections.nCopies(101, "0192d5a0-1c2b-7000-8000-000000000000")))
                    .statusCode(400)
                    .body("pointer", equalTo("/decisions"));
        }
    }

    @Nested
    class Rights {
        @Test
        void whoMayNotSelectBranchesSharesNone() {
            Links.post("app", Map.of("branch", "main", "ruleset", "flight-compensation"))
                    .statusCode(403);
            given().contentType("application/json")
                    .body("{}")
                    .post(Links.PATH)
                    .then()
                    .statusCode(401);
            as("app").get(Links.PATH).then().statusCode(403);
            given().get(Links.PATH).then().statusCode(401);
        }

        @Test
        void everybodySeesTheirOwnAndAdminsAndAuditorsAll() {
            String branch = Author.draft(folder, 307);
            Links mine = Links.of(branch);
            Links others = Links.made("analyst2", Map.of("branch", branch, "ruleset", "flight-compensation"));
            as("analyst")
                    .queryParam("limit", 200)
                    .get(Links.PATH)
                    .then()
                    .statusCode(200)
                    .body("shareLinks.id", allOf(hasItem(mine.id()), not(hasItem(others.id()))))
                    .body("shareLinks.madeBy", everyItem(equalTo("analyst")));
            for (String account : new String[] {"admin", "auditor"}) {
                as(account)
                        .queryParam("limit", 200)
                        .get(Links.PATH)
                        .then()
                        .body("shareLinks.id", hasItems(mine.id(), others.id()));
            }
            as("analyst2").get(Links.PATH + "/" + mine.id()).then().statusCode(404);
            mine.revoke("analyst2").statusCode(404);
            mine.revoke("auditor").statusCode(403);
            mine.revoke("admin").statusCode(204);
            mine.get().body("shareLink.revoked.by", equalTo("admin"));
            others.revoke("analyst2").statusCode(204);
        }

        @ParameterizedTest
        @ValueSource(strings = {"nonsense", "uss_abc.def", "0192d5a0-1c2b-7000-8000-000000000000"})
        void anUnknownIdIsA404ThatQuotesNothing(String id) {
            as("admin")
                    .get(Links.PATH + "/" + id)
                    .then()
                    .statusCode(404)
                    .body("type", containsString("unknown-share-link"))
                    .body("detail", not(containsString(id)));
        }
    }

    @Test
    void comeInPagesTheNewestFirst() {
        String branch = Author.draft(folder, 308);
        Links first = Links.of(branch);
        Links second = Links.of(branch);
        Links third = Links.of(branch);
        String next = as("analyst")
                .queryParam("limit", 2)
                .get(Links.PATH)
                .then()
                .body("shareLinks.id", equalTo(List.of(third.id(), second.id())))
                .body("next", equalTo(second.id()))
                .extract()
                .path("next");
        as("analyst")
                .queryParam("limit", 1)
                .queryParam("before", next)
                .get(Links.PATH)
                .then()
                .body("shareLinks", hasSize(1))
                .body("shareLinks[0].id", equalTo(first.id()));
        as("analyst").queryParam("limit", 0).get(Links.PATH).then().statusCode(400);
        as("analyst").queryParam("before", "x").get(Links.PATH).then().statusCode(400);
    }
}

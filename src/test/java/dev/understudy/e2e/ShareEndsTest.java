package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Links.visitor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a link, and who it is not for. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ShareEndsTest {
    @TempDir
    Path folder;

    @Inject
    @SuppressWarnings("NullAway.Init")
    DataSource database;

    private static void ended(ValidatableResponse answer) {
        answer.statusCode(410).body("type", containsString("share-link-ended"));
    }

    private static void dropped(String cookie, String warning) {
        decide(as("app").cookie(Links.COOKIE, cookie))
                .statusCode(200)
                .header("Rules-Selected-By", "DEFAULT")
                .header("Rules-Warning", warning)
                .header("Set-Cookie", containsString("rules-preview=; Max-Age=0"))
                .body("effective", equalTo(true))
                .body("outcome.Compensation[0].amount", equalTo(250));
    }

    private static void why(Links link, String why) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> link.get()
                        .body("shareLink.state", equalTo("REVOKED"))
                        .body("shareLink.revoked.by", equalTo("understudy"))
                        .body("shareLink.revoked.why", equalTo(why)));
        as("auditor")
                .queryParam("subject", "share-link:" + link.id())
                .queryParam("action", "share.revoked")
                .get("/api/v1/audit")
                .then()
                .body("records", hasSize(1))
                .body("records[0].after.why", equalTo(why));
    }

    @Nested
    class Time {
        @Test
        void endsItByTheRowWhateverTheTokenSays() {
            Links link = Links.of(Author.draft(folder, 331));
            String cookie = link.cookie();
            Sql.run(
                    database,
                    "update share_link set expires_at = made_at + interval '1 millisecond' where id = '" + link.id()
                            + "'");
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> ended(link.open()));
            ended(link.decide());
            ended(link.decide(as("app")));
            link.get().body("shareLink.state", equalTo("EXPIRED"));
            dropped(cookie, "preview-ended");
        }
    }

    @Nested
    class Uses {
        @Test
        void areExactlyAsManyWhenAThousandOpenItAtOnce() {
            Links link = Links.with(Author.draft(folder, 332), Map.of("uses", 7));
            try (HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                HttpRequest open = HttpRequest.newBuilder(
                                URI.create("http://localhost:" + RestAssured.port + Links.PATH + "/open"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + link.token() + "\"}"))
                        .build();
                List<CompletableFuture<Integer>> calls = IntStream.range(0, 1_000)
                        .mapToObj(_ -> client.sendAsync(open, HttpResponse.BodyHandlers.discarding())
                                .thenApply(HttpResponse::statusCode))
                        .toList();
                List<Integer> answers =
                        calls.stream().map(CompletableFuture::join).toList();
                assertThat(answers.stream().filter(status -> status == 200)).hasSize(7);
                assertThat(answers.stream().filter(status -> status == 410)).hasSize(993);
            }
            link.get()
                    .body("shareLink.uses", equalTo(7))
                    .body("shareLink.state", equalTo("USED_UP"))
                    .body("recordedUses", hasSize(7));
        }

        @Test
        void areTakenByTheHeaderTooAndThenItIsReplayedInVain() {
            Links link = Links.with(Author.draft(folder, 333), Map.of("uses", 2));
            link.decide().statusCode(200);
            link.open().statusCode(200);
            for (int i = 0; i < 3; i++) {
                ended(link.decide());
                ended(link.decide(as("app")));
                ended(link.open());
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> link.get().body("shareLink.uses", equalTo(2)).body("recordedUses", hasSize(2)));
        }

        @Test
        void canBeTakenBackByNobody() {
            Links link = Links.of(Author.draft(folder, 334));
            link.open().statusCode(200);
            for (String statement :
                    List.of("update share_use set caller = 'x'", "delete from share_use", "truncate share_use")) {
                assertThat(catchThrowable(() -> Sql.run(database, statement))).hasMessageContaining("can't be changed");
            }
        }
    }

    @Nested
    class Revoking {
        @Test
        void endsItAtOnceWithItsCookies() {
            Links link = Links.of(Author.draft(folder, 335));
            String cookie = link.cookie();
            decide(as("app").cookie(Links.COOKIE, cookie)).header("Rules-Selected-By", "PREVIEW_COOKIE");
            link.revoke("analyst").statusCode(204);
            ended(link.decide());
            ended(link.decide(as("app")));
            ended(link.open());
            dropped(cookie, "preview-ended");
            link.revoke("analyst").statusCode(204);
            link.get().body("shareLink.revoked.why", equalTo("REVOKED"));
        }
    }

    @Nested
    class ItsBranch {
        @Test
        void endsItForGoodWhenItIsDeleted() {
            Author author = Author.clone("analyst", folder);
            String branch = author.branch();
            author.amount(336).push();
            Links link = Links.of(branch);
            String cookie = link.cookie();
            author.git().ok("push", "-q", "origin", "--delete", branch);
            ended(link.decide());
            ended(link.open());
            dropped(cookie, "branch-gone");
            why(link, "BRANCH_GONE");
            author.git().ok("push", "-q", "origin", "HEAD:" + branch);
            decide(Api.on(branch)).statusCode(200);
            ended(link.decide());
        }

        @Test
        void endsItWhenItIsMerged() {
            Change change = Change.open(folder);
            Links link = Links.made("analyst", Map.of("branch", change.branch, "ruleset", "dose-check"));
            link.open().statusCode(200);
            change.review("reviewer", "APPROVE").statusCode(201);
            change.merge("analyst").statusCode(200);
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> ended(link.open()));
            why(link, "MERGED");
        }
    }

    @Nested
    class ItsMaker {
        @Test
        void endsItByLosingTheRightOrTheAccount() {
            String branch = Author.draft(folder, 337);
            Map<String, String> order = Map.of("branch", branch, "ruleset", "flight-compensation");
            Links first = Links.made("analyst2", order);
            Links second = Links.made("analyst2", order);
            first.decide().statusCode(200);
            try {
                Sql.run(database, "update account set roles = '{APP}' where name = 'analyst2'");
                await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> ended(first.decide()));
                Sql.run(
                        database,
                        "update account set roles = '{ANALYST}', disabled_at = now() where name = 'analyst2'");
                ended(second.decide());
            } finally {
                Sql.run(database, "update account set roles = '{ANALYST}', disabled_at = null where name = 'analyst2'");
            }
            for (Links each : List.of(first, second)) {
                as("admin")
                        .get(Links.PATH + "/" + each.id())
                        .then()
                        .body("shareLink.revoked.why", equalTo("MAKER_LOST_RIGHT"));
            }
        }
    }

    @Nested
    class ItsDatabase {
        @Test
        void leavesItUnverifiedWhileItIsAway() {
            Author other = Author.clone("analyst", folder);
            String gone = other.branch();
            other.amount(346).push();
            Links link = Links.of(Author.draft(folder, 347));
            String cookie = link.cookie();
            // The deletion of any branch has this node look links up again.
            other.git().ok("push", "-q", "origin", "--delete", gone);
            Sql.run(database, "alter table share_link rename to share_link_away");
            try {
                link.decide().statusCode(503).body("type", containsString("not-ready"));
                link.decide(as("app")).statusCode(503);
                link.open().statusCode(503);
                decide(as("app").cookie(Links.COOKIE, cookie))
                        .statusCode(200)
                        .header("Rules-Selected-By", "DEFAULT")
                        .header("Rules-Warning", "preview-unverified")
                        .header("Set-Cookie", nullValue());
            } finally {
                Sql.run(database, "alter table share_link_away rename to share_link");
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> decide(as("app").cookie(Links.COOKIE, cookie))
                            .header("Rules-Selected-By", "PREVIEW_COOKIE"));
            link.decide().statusCode(200);
        }
    }

    @Nested
    class Bound {
        @Test
        void toTheFirstUserItIsForNoOtherBrowser() {
            Links link = Links.with(Author.draft(folder, 338), Map.of("bind", "first-user", "uses", 3));
            link.decide().statusCode(403).body("detail", containsString("open it before"));
            String name = "rules-share-" + link.id().replace("-", "");
            String secret = link.open()
                    .statusCode(200)
                    .header("Set-Cookie", containsString("SameSite=Strict"))
                    .extract()
                    .cookie(name);
            assertThat(secret).hasSize(43);
            link.open().statusCode(403).body("detail", containsString("first"));
            link.open(visitor().cookie(name, secret.substring(1) + "A")).statusCode(403);
            link.open(visitor().cookie(name, secret)).statusCode(200);
            link.decide(visitor().cookie(name, secret)).statusCode(200);
            link.decide().statusCode(403);
            link.get().body("shareLink.bound", equalTo(true)).body("shareLink.uses", equalTo(3));
        }

        @Test
        void toAnAccountItIsForWhoIsSignedInWithIt() {
            Links link = Links.with(Author.draft(folder, 339), Map.of("bind", "account:reviewer"));
            link.open().statusCode(401);
            link.open(as("operator")).statusCode(403);
            link.open(as("reviewer")).statusCode(200);
            link.decide().statusCode(401);
            link.decide(as("app")).statusCode(403);
            link.decide(as("reviewer")).statusCode(200);
        }

        @Test
        void toANetworkItIsForWhoComesFromThere() {
            String branch = Author.draft(folder, 340);
            Links elsewhere = Links.with(branch, Map.of("bind", "network:192.0.2.0/24"));
            elsewhere.open().statusCode(403).body("detail", containsString("another network"));
            elsewhere.decide().statusCode(403);
            Links here = Links.with(branch, Map.of("bind", "network:127.0.0.0/8"));
            here.open().statusCode(200);
            here.decide().statusCode(200);
        }
    }
}

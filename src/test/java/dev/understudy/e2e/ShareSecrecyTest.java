package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Links.visitor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedLines;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token is in the link and nowhere else, also with everything logged that can be. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
@TestProfile(ShareSecrecyTest.EverythingLogged.class)
class ShareSecrecyTest {
    /** With an access log that has addresses, pages before and browsers, and with our own details. */
    public static final class EverythingLogged implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.access-log.enabled",
                    "true",
                    "quarkus.http.access-log.pattern",
                    "combined",
                    "quarkus.log.category.\"dev.understudy\".level",
                    "DEBUG");
        }
    }

    @TempDir
    Path folder;

    /** Uses a link well and badly; gives what callers are told. */
    private static List<String> used(Links link) {
        List<String> told = new ArrayList<>();
        String token = link.token();
        link.open().statusCode(200);
        link.decide().statusCode(200);
        link.decide(as("app")).statusCode(200);
        told.add(link.decide(visitor().header("Rules-Branch", "main"))
                .statusCode(409)
                .extract()
                .asString());
        for (String body : List.of(
                token,
                "{\"" + token + "\": 1}",
                "{\"token\": " + token + "}",
                "{\"token\": \"" + token + "x\"}",
                "{\"token\": [\"" + token + "\"]}")) {
            told.add(visitor()
                    .body(body)
                    .post(Links.PATH + "/open")
                    .then()
                    .statusCode(oneOf(400, 403))
                    .extract()
                    .asString());
        }
        link.revoke("analyst").statusCode(204);
        told.add(link.open().statusCode(410).extract().asString());
        told.add(link.decide().statusCode(410).extract().asString());
        told.add(link.get().extract().asString());
        told.add(as("auditor")
                .queryParam("subject", "share-link:" + link.id())
                .get("/api/v1/audit")
                .asString());
        return told;
    }

    @Test
    void noLogNoProblemAndNoRecordHasTheToken() {
        Ready.await();
        List<String> told;
        String secret;
        LoggedLines lines = LoggedLines.ofAll();
        try {
            Links link = Links.of(Author.draft(folder, 361));
            secret = link.token().substring(4, 60);
            told = used(link);
        } finally {
            lines.close();
        }
        told.add(as("analyst").get(Links.PATH + "/" + secret).asString());
        assertThat(told).allSatisfy(text -> assertThat(text).doesNotContain(secret));
        // The access log is on: it has our calls.
        assertThat(lines.lines()).anyMatch(line -> line.contains("POST /api/v1/share-links/open"));
        assertThat(lines.lines()).noneMatch(line -> line.contains(secret));
    }

    @Test
    void thePageSendsNobodyWhereItCameFromAndRunsNothingOfOthers() {
        given().get("/share")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("script-src 'self'"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("unsafe"))));
        String page = given().get("/share").asString();
        assertThat(page)
                .contains("lang=\"en\"")
                .doesNotContain("onclick")
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContainPattern("<script(?! src=\"/share/page.js\" defer></script>)");
        given().get("/share/page.js").then().statusCode(200).contentType("text/javascript");
        given().get("/share/page.css").then().statusCode(200).contentType("text/css");
        assertThat(given().get("/share/page.js").asString()).doesNotContain("innerHTML");
        given().get("/share/uss_abc.def").then().statusCode(equalTo(404));
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Links.visitor;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** How far somebody gets who has nothing but a link. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class ShareReachTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    /** What is open to everybody, and the one thing that the link is for. */
    private static final Set<String> OPEN = Set.of(
            "get /api/v1/context/keys",
            "post /api/v1/share-links/open",
            "post /api/v1/share-links/cookie",
            "delete /api/v1/share-links/cookie",
            "post /api/v1/webhooks/git",
            "post /api/v1/rulesets/{ruleset}/decisions");

    @TempDir
    Path folder;

    private static List<String> endpoints() throws IOException {
        Map<String, Map<String, Map<String, Object>>> document =
                new Yaml().load(Files.readString(Path.of("docs", "api", "openapi.yaml")));
        List<String> all = new ArrayList<>();
        Objects.requireNonNull(document.get("paths"))
                .forEach((path, calls) -> calls.keySet().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> all.add(method + " " + path)));
        return all;
    }

    private static int call(String endpoint, String token, String cookie) {
        String method = endpoint.substring(0, endpoint.indexOf(' '));
        String path = endpoint.substring(endpoint.indexOf(' ') + 1)
                .replace("{ruleset}", "flight-compensation")
                .replaceAll("\\{[^}]*}", "1");
        return visitor()
                .header(Links.HEADER, token)
                .header("X-Share-Link", token)
                .cookie(Links.COOKIE, cookie)
                .queryParam("token", token)
                .body(method.equals("get") ? "" : "{}")
                .request(method.toUpperCase(Locale.ROOT), path)
                .statusCode();
    }

    @Test
    void noEndpointButTheOneThatItIsForLetsThemIn() throws IOException {
        Links link = Links.of(Author.draft(folder, 351));
        String cookie = link.cookie();
        List<String> endpoints = endpoints();
        assertThat(endpoints).hasSizeGreaterThan(60).containsAll(OPEN);
        for (String each : endpoints) {
            if (!OPEN.contains(each)) {
                assertThat(call(each, link.token(), cookie)).as(each).isEqualTo(401);
            }
        }
    }

    @Test
    void gitLetsThemInNeitherByTheTokenNorAsAPassword() {
        Links link = Links.of(Author.draft(folder, 352));
        String refs = "/git/rules.git/info/refs?service=git-upload-pack";
        given().header(Links.HEADER, link.token()).get(refs).then().statusCode(401);
        given().auth()
                .preemptive()
                .basic("share:" + link.id(), link.token())
                .get(refs)
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + link.token())
                .get(refs)
                .then()
                .statusCode(401);
    }

    @Test
    void theTokenIsNoBearerTokenEither() {
        Links link = Links.of(Author.draft(folder, 353));
        Api.decide(visitor().header("Authorization", "Bearer " + link.token())).statusCode(401);
        Api.decide(visitor().auth().preemptive().basic("share:" + link.id(), link.token()))
                .statusCode(401);
    }
}

package dev.understudy.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.identity.Endpoints;
import dev.understudy.identity.Endpoints.Endpoint;
import dev.understudy.identity.Needs;
import dev.understudy.identity.Right;
import dev.understudy.identity.Role;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint, called by everybody: what comes of it is what is written in {@code rights.txt}. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class RightsTest {
    private static final String UUID = "0198c2b4-0000-7000-8000-000000000000";

    /** Where Quarkus has its own. */
    private static final String OPERATIONAL = "GET /q/";

    /** How to have the content decide, where that takes a call alone. */
    private static final Map<String, UnaryOperator<RequestSpecification>> CONTENTS = Map.of(
            "the header Rules-Branch is sent", call -> call.header("Rules-Branch", "no/such"),
            "a branch is named", call -> call.queryParam("branch", "no/such"),
            "the verdict is not COMMENT", call -> call.body("{\"verdict\": \"APPROVE\"}"));

    @Inject
    Endpoints endpoints;

    @Inject
    Router router;

    static List<RightsFile.Row> calls() {
        return RightsFile.rows().stream()
                .filter(row -> !row.call().startsWith("git "))
                .filter(row -> row.when().isEmpty() || CONTENTS.containsKey(row.when()))
                .toList();
    }

    @Test
    void everyEndpointIsInTheFileAndTheFileHasNoOthers() {
        assertThat(endpoints.all()).hasSizeGreaterThan(50);
        List<String> routes = routes();
        assertThat(RightsFile.rows().stream()
                        .filter(row -> row.when().isEmpty())
                        .map(RightsFile.Row::call)
                        .filter(call -> !call.startsWith("git "))
                        .filter(call -> !routes.contains(call) && !call.startsWith(OPERATIONAL)))
                .containsExactlyInAnyOrderElementsOf(
                        served().stream().map(Endpoint::toString).toList());
    }

    /** Health, metrics and documents are not served by REST, but below a route of their own. */
    @Test
    void everyRouteBesideTheEndpointsIsInTheFile() {
        assertThat(RightsFile.rows()).extracting(RightsFile.Row::call).containsAll(routes());
    }

    private List<String> routes() {
        return router.getRoutes().stream()
                .map(Route::getPath)
                .filter(Objects::nonNull)
                .filter(path -> !path.contains("/test-only/"))
                .map(path -> "GET " + path)
                .distinct()
                .toList();
    }

    @Test
    void whatTheContentDecidesIsInTheFileAsTheEndpointsHaveIt() {
        Map<String, SortedMap<String, Boolean>> declared = new TreeMap<>();
        for (Endpoint each : served()) {
            for (Needs.Further further : each.path().startsWith("/git/") ? List.<Needs.Further>of() : each.further()) {
                List<Right> all = new ArrayList<>(each.rights());
                all.add(further.right());
                declared.put(each + " when " + further.when(), lets(all));
            }
        }
        Map<String, SortedMap<String, Boolean>> written = new TreeMap<>();
        RightsFile.rows().stream().filter(row -> !row.when().isEmpty()).forEach(row -> {
            assertThat(written.put(row.title(), row.lets())).as(row.title()).isNull();
        });
        assertThat(written).isEqualTo(declared);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallLetsInWhomTheFileNamesAndNobodyElse(RightsFile.Row row) {
        Ready.await();
        SortedMap<String, Boolean> found = new TreeMap<>();
        for (String who : row.lets().keySet()) {
            found.put(who, isLetIn(row, who));
        }
        assertThat(found).isEqualTo(row.lets());
    }

    private static boolean isLetIn(RightsFile.Row row, String who) {
        String method = row.call().substring(0, row.call().indexOf(' '));
        String path = path(method, row.call().substring(method.length() + 1));
        RequestSpecification call = given().urlEncodingEnabled(false);
        if (!who.equals(RightsFile.NOBODY)) {
            call = call.auth().preemptive().basic(who, who);
        }
        if (!method.equals("GET")) {
            // Nothing takes it, so nothing comes of it.
            call = call.contentType("application/json").body("{}");
        }
        call = CONTENTS.getOrDefault(row.when(), UnaryOperator.identity()).apply(call);
        Response answer = call.request(method, path);
        int status = answer.statusCode();
        String seen = row.title() + " as " + who + ": " + status;
        if (status == 401) {
            assertThat(who).as(seen).isEqualTo(RightsFile.NOBODY);
            assertThat(answer.header("WWW-Authenticate")).as(seen).startsWith("Basic ");
        } else if (status == 403 && isOpen(row)) {
            // It is what was sent that does not count, and not who sent it.
            assertThat(answer.path("type").toString()).as(seen).doesNotEndWith(":forbidden");
            return true;
        } else if (status == 403 && !path.startsWith("/git/")) {
            assertThat(who).as(seen).isNotEqualTo(RightsFile.NOBODY);
            assertThat(answer.path("detail").toString()).as(seen).contains("'" + who + "' lacks the right ");
            assertThat(answer.<List<String>>path("roles")).as(seen).doesNotContain(who.toUpperCase(Locale.ROOT));
        }
        assertThat(status).as(seen).isNotEqualTo(500);
        return status != 401 && status != 403;
    }

    private static boolean isOpen(RightsFile.Row row) {
        return row.lets().getOrDefault(RightsFile.NOBODY, false);
    }

    private static String path(String method, String template) {
        String git = method.equals("GET") ? "rules.git/info/refs?service=git-upload-pack" : "rules.git/git-upload-pack";
        return template.replace("{ruleset}", "no-such-ruleset")
                .replace("{number}", "999999999")
                .replace("{delivery}", "1")
                .replace("{id}", UUID)
                .replace("{path:.*}", git)
                .replace("*", "x");
    }

    /** Those of the service itself, without what tests add. */
    private List<Endpoint> served() {
        return endpoints.all().stream().filter(each -> isOurs(each.resource())).toList();
    }

    private static boolean isOurs(Class<?> resource) {
        return !Files.exists(
                Path.of("target", "test-classes", resource.getName().replace('.', '/') + ".class"));
    }

    private static SortedMap<String, Boolean> lets(List<Right> rights) {
        SortedMap<String, Boolean> lets = new TreeMap<>();
        lets.put(RightsFile.NOBODY, false);
        for (Role role : Role.values()) {
            lets.put(
                    role.name().toLowerCase(Locale.ROOT),
                    rights.stream().allMatch(right -> right.givenBy(Set.of(role))));
        }
        return lets;
    }
}

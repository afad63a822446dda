package dev.understudy.e2e;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The stored document of the API is the one that the service gives. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class OpenApiDocumentTest {
    private static final Path STORED = Path.of("docs", "api", "openapi.yaml");

    @Test
    void isTheStoredOne() throws IOException {
        Map<String, Object> served =
                parse(given().get("/q/openapi").then().statusCode(200).extract().asString());
        member(served, "paths").keySet().removeIf(path -> path.contains("/test-only"));
        prune(served);
        if (Boolean.getBoolean("openapi.renew")) {
            renew(served);
        }
        Map<String, Object> stored = parse(Files.readString(STORED));
        prune(stored);
        assertThat(new Yaml().dump(sorted(served)))
                .as(
                        "The API has changed. When that is meant, renew %s with:%n"
                                + "./mvnw test -Dtest=OpenApiDocumentTest -Dopenapi.renew=true",
                        STORED)
                .isEqualTo(new Yaml().dump(sorted(stored)));
    }

    private static Map<String, Object> parse(String yaml) {
        return Objects.requireNonNull(new Yaml().load(yaml));
    }

    private static Map<String, Object> member(Map<String, Object> of, String name) {
        @SuppressWarnings("unchecked") // The keys of a YAML document of this kind are texts.
        Map<String, Object> member = (Map<String, Object>) Objects.requireNonNull(of.get(name), name);
        return member;
    }

    /** Drops where it was served, and the types that only resources of tests need. */
    private static void prune(Map<String, Object> document) {
        document.remove("servers");
        Map<String, Object> schemas = member(member(document, "components"), "schemas");
        boolean dropped = true;
        while (dropped) {
            String text = new Yaml().dump(document);
            dropped = schemas.keySet().removeIf(name -> !text.contains("#/components/schemas/" + name + "'"));
        }
    }

    private static Object sorted(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> copy = new TreeMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), sorted(value)));
            return copy;
        }
        return node instanceof List<?> list
                ? list.stream().map(OpenApiDocumentTest::sorted).toList()
                : node;
    }

    private static void renew(Map<String, Object> document) throws IOException {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        Files.createDirectories(STORED.getParent());
        Files.writeString(STORED, "---\n" + new Yaml(options).dump(document));
    }
}

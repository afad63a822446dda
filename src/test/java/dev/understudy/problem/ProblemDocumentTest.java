package dev.understudy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.ruleset.Diagnostic;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(ProblemDocument problem) throws IOException {
        return JSON.readTree(problem.toJson());
    }

    @Test
    void diagnosticsAreObjectsWithTheirPlace() throws IOException {
        JsonNode json = json(ProblemDocument.of(new ProblemException(
                ProblemType.BROKEN_RULESET,
                "It does not compile.",
                Map.of("diagnostics", List.of(Diagnostic.error("a/b.drl", 14, 9, "No such field."))))));
        assertThat(json).isEqualTo(JSON.readTree("""
                {"type": "urn:understudy:problem:broken-ruleset", "title": "The ruleset does not compile on this branch",
                 "status": 422, "detail": "It does not compile.",
                 "diagnostics": [{"severity": "ERROR", "file": "a/b.drl", "line": 14, "column": 9, "message": "No such field."}]}
                """));
    }

    @Test
    void itIsOneLineSoThatItFitsIntoABatch() {
        byte[] json = ProblemDocument.of(ProblemException.at(ProblemType.INVALID_FACTS, "/facts/Flight/0", "One\ntwo."))
                .toJson();
        assertThat(new String(json, StandardCharsets.UTF_8))
                .doesNotContain("\n")
                .contains("\"pointer\":\"/facts/Flight/0\"");
    }

    @Test
    void anErrorNobodyForesawTellsNothingButAnId() throws IOException {
        JsonNode json = json(Problems.of(new IllegalStateException("passenger Smith, password x"), "GET /x"));
        assertThat(json.path("status").asInt()).isEqualTo(500);
        assertThat(json.path("instance").asText()).startsWith("urn:understudy:error:");
        assertThat(json.toString()).doesNotContain("Smith").doesNotContain("IllegalState");
    }

    @Test
    void theLogLineNamesClassesAndPlacesAndNoMessages() {
        String line = Unforeseen.outline(new IllegalStateException("Smith", new IOException("Jones")));
        assertThat(line)
                .startsWith("java.lang.IllegalStateException at dev.understudy.problem.ProblemDocumentTest.")
                .contains(" caused by java.io.IOException at ")
                .doesNotContain("Smith")
                .doesNotContain("Jones")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 406, 413, 415, 429, 503, 409, 418, 499, 599})
    void everyStatusHasADocument(int status) throws IOException {
        JsonNode json = json(Problems.ofStatus(status));
        assertThat(json.path("status").asInt()).isEqualTo(status);
        assertThat(json.path("title").asText()).isNotBlank();
        assertThat(json.path("detail").asText()).endsWith(".");
    }

    @Test
    void exceptionsOfTheFrameworkKeepTheirStatus() {
        assertThat(Problems.of(new UnauthorizedException(), "").status()).isEqualTo(401);
        assertThat(Problems.of(new ForbiddenException(), "").status()).isEqualTo(403);
        assertThat(Problems.of(new NotFoundException(), "").status()).isEqualTo(404);
        assertThat(Problems.of(new WebApplicationException(410), "").status()).isEqualTo(410);
        assertThat(Problems.of(new WebApplicationException(503), "").status()).isEqualTo(503);
        assertThat(Problems.of(new RejectedExecutionException(), "").status()).isEqualTo(503);
        assertThat(Problems.of(new WebApplicationException(502), "").status()).isEqualTo(500);
    }
}

package dev.understudy.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.ServiceProcess;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service, killed at each step of a merge: after the next start database, git and audit log agree. */
class CutOffMergeIT {
    private static final String RULES = "flight-compensation/eu261.drl";

    @TempDir
    Path clones;

    private final ObjectMapper json = new ObjectMapper();
    private Path data;
    private Path cutOff;

    @BeforeEach
    void makeDataFolder() {
        data = TestFolders.create("understudy-merge");
        cutOff = clones.resolve("cut-off");
    }

    @AfterEach
    void deleteDataFolder() {
        TestFolders.delete(data);
    }

    /** One merge and where it was cut off. */
    private record CutOff(MergeStep step, String request, String head, String main) {}

    private ServiceProcess start() throws InterruptedException {
        ServiceProcess service = ServiceProcess.start(
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        "-XX:TieredStopAtLevel=1 -Ddev.understudy.cut-off-file=" + cutOff,
                        "UNDERSTUDY_ROLLOUT_FOLLOW_PLANS",
                        "false"),
                data,
                "run",
                "--port",
                "0");
        service.awaitReady();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> service.get("/q/health/ready", "analyst").statusCode() == 200);
        return service;
    }

    private JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return json.readTree(answer.body());
    }

    private String main(ServiceProcess service) throws Exception {
        for (JsonNode branch : ok(service.get("/api/v1/branches", "analyst")).findParents("head")) {
            if (branch.path("name").asText().equals("main")) {
                return branch.path("head").asText();
            }
        }
        throw new AssertionError("There is no main.");
    }

    /** A change that is approved, and that a merge is cut off of. */
    private CutOff cutOff(ServiceProcess service, MergeStep step) throws Exception {
        String url = service.url().replace("http://", "http://analyst:analyst@") + "/git/rules.git";
        GitClient.in(clones).ok("clone", "-q", url, step.name());
        GitClient git = GitClient.in(clones.resolve(step.name()));
        git.ok("checkout", "-q", "-b", step.name());
        Path file = git.folder().resolve(RULES);
        Files.writeString(file, Files.readString(file) + "\n// " + step + "\n");
        String head = git.commit("A note");
        git.ok("push", "-q", "origin", "HEAD");
        JsonNode opened = ok(service.post(
                "/api/v1/change-requests", "analyst", "{\"branch\": \"" + step + "\", \"title\": \"" + step + "\"}"));
        String request = "/api/v1/change-requests/" + opened.path("number").asLong();
        approve(service, request, head);
        CutOff merge = new CutOff(step, request, head, main(service));
        Files.writeString(cutOff, step.name());
        assertThatThrownBy(() -> merge(service, merge)).isInstanceOf(IOException.class);
        assertThat(service.waitFor()).isEqualTo(137);
        Files.delete(cutOff);
        return merge;
    }

    private void approve(ServiceProcess service, String request, String head) throws Exception {
        ok(service.post(request + "/reviews", "reviewer", "{\"verdict\": \"APPROVE\", \"commit\": \"" + head + "\"}"));
    }

    private static HttpResponse<String> merge(ServiceProcess service, CutOff merge) throws Exception {
        return service.post(merge.request() + "/merge", "analyst", "{\"expectedHead\": \"" + merge.head() + "\"}");
    }

    private List<String> actions(ServiceProcess service, CutOff merge) throws Exception {
        String number = merge.request().substring(merge.request().lastIndexOf('/') + 1);
        List<String> actions = new ArrayList<>();
        ok(service.get("/api/v1/audit?subject=change-request:" + number, "auditor"))
                .findValuesAsText("action")
                .forEach(actions::add);
        return actions;
    }

    private void isOneTruth(ServiceProcess service, CutOff merge) throws Exception {
        JsonNode view = ok(service.get(merge.request(), "analyst"));
        boolean moved = merge.step().compareTo(MergeStep.MAIN_MOVED) >= 0;
        assertThat(view.path("state").asText()).as(merge + "").isEqualTo(moved ? "MERGED" : "APPROVED");
        if (!moved) {
            assertThat(main(service)).as(merge + "").isEqualTo(merge.main());
            assertThat(actions(service, merge)).doesNotContain("change.merged");
            view = ok(merge(service, merge));
        }
        assertThat(main(service))
                .as(merge + "")
                .isEqualTo(view.at("/end/candidate").asText());
        assertThat(view.at("/end/candidateBase").asText()).isEqualTo(merge.main());
        assertThat(actions(service, merge)).as(merge + "").containsOnlyOnce("change.merged");
    }

    @Test
    void whereverAMergeIsCutOffAStartFindsOneTruth() throws Exception {
        ServiceProcess service = start();
        try {
            for (MergeStep step : MergeStep.values()) {
                CutOff merge = cutOff(service, step);
                service.close();
                service = start();
                isOneTruth(service, merge);
            }
            service.terminate();
            assertThat(service.waitFor()).isEqualTo(143);
        } finally {
            service.close();
        }
    }
}

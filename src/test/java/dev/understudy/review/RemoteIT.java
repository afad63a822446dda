package dev.understudy.review;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change requests when main is that of a remote: merged here at once, and there when it can be. */
class RemoteIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private final ObjectMapper json = new ObjectMapper();
    private Path data;
    private Path bare;
    private GitClient author;

    @BeforeEach
    void makeARemote() throws IOException {
        data = TestFolders.create("understudy-remote");
        bare = temp.resolve("remote.git");
        Files.createDirectories(bare);
        GitClient.in(bare).ok("init", "-q", "--bare", "-b", "main");
        author = GitClient.init(temp.resolve("author"));
        for (String name : new String[] {"first", "second"}) {
            author.write(name + "/ruleset.yaml", "facts: {in: [Question], out: [Answer]}\n");
            author.write(
                    name + "/rules.drl",
                    "package " + name
                            + "\n\ndeclare Question\n    number : int\nend\n\ndeclare Answer\n    number : int\n"
                            + "end\n\nrule \"Answer\"\nwhen\n    Question($n : number)\nthen\n"
                            + "    insert(new Answer($n));\nend\n");
        }
        author.commit("Two rulesets");
        author.ok("remote", "add", "origin", bare.toUri().toString());
        author.ok("push", "-q", "origin", "main");
    }

    @AfterEach
    void deleteDataFolder() {
        TestFolders.delete(data);
    }

    private ServiceProcess start() throws InterruptedException {
        ServiceProcess service = ServiceProcess.start(
                Map.of(
                        "UNDERSTUDY_REPOSITORY_URL",
                        bare.toUri().toString(),
                        "UNDERSTUDY_REPOSITORY_POLL_INTERVAL",
                        "1s"),
                data,
                "run",
                "--port",
                "0");
        service.awaitReady();
        await().atMost(PATIENCE)
                .until(() -> service.get("/q/health/ready", "analyst").statusCode() == 200);
        return service;
    }

    private JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return json.readTree(answer.body());
    }

    /** Pushes a change of a ruleset to the remote, opens a request for it, and has it approved; gives its path. */
    private String approved(ServiceProcess service, String branch, String ruleset, int more) throws Exception {
        author.ok("switch", "-q", "-c", branch, "main");
        Path file = author.folder().resolve(ruleset + "/rules.drl");
        Files.writeString(file, Files.readString(file).replace("new Answer($n)", "new Answer($n + " + more + ")"));
        String head = author.commit("Another answer");
        author.ok("push", "-q", "origin", branch);
        author.ok("switch", "-q", "main");
        await().atMost(PATIENCE)
                .until(() -> service.get("/api/v1/branches", "analyst").body().contains(head));
        String path = "/api/v1/change-requests/"
                + ok(service.post(
                                "/api/v1/change-requests",
                                "analyst",
                                "{\"branch\": \"" + branch + "\", \"title\": \"Answers\"}"))
                        .path("number")
                        .asLong();
        ok(service.post(path + "/reviews", "reviewer", "{\"verdict\": \"APPROVE\", \"commit\": \"" + head + "\"}"));
        return path;
    }

    private JsonNode merge(ServiceProcess service, String path) throws Exception {
        String head = ok(service.get(path, "analyst")).path("head").asText();
        return ok(service.post(path + "/merge", "analyst", "{\"expectedHead\": \"" + head + "\"}"));
    }

    private JsonNode view(ServiceProcess service, String path) throws Exception {
        return ok(service.get(path, "analyst"));
    }

    private String there() {
        return GitClient.in(bare).ok("rev-parse", "main");
    }

    @Test
    void aMergeIsPushedAndWaitsForARemoteThatIsAwayAlsoOverAKill() throws Exception {
        Path away = temp.resolve("away.git");
        String second;
        String candidate;
        try (ServiceProcess service = start()) {
            String first = approved(service, "one", "first", 1);
            String pushed = merge(service, first).at("/end/candidate").asText();
            await().atMost(PATIENCE).until(() -> there().equals(pushed));
            await().atMost(PATIENCE)
                    .until(() -> view(service, first).at("/end/pushedAt").isTextual());
            second = approved(service, "two", "second", 2);
            Files.move(bare, away);
            candidate = merge(service, second).at("/end/candidate").asText();
            await().atMost(PATIENCE)
                    .until(() -> view(service, second).at("/end/pending/tries").asInt() > 0);
            assertThat(view(service, second).path("state").asText()).isEqualTo("MERGED");
            assertThat(service.get("/q/metrics", "operator").body()).contains("understudy_repository_push_pending 1.0");
            service.kill();
        }
        try (ServiceProcess service = start()) {
            assertThat(view(service, second).at("/end/pushedAt").isTextual()).isFalse();
            Files.move(away, bare);
            await().atMost(PATIENCE).until(() -> there().equals(candidate));
            await().atMost(PATIENCE)
                    .until(() -> view(service, second).at("/end/pushedAt").isTextual());
            service.terminate();
            assertThat(service.waitFor()).isEqualTo(143);
        }
    }

    @Test
    void aMainThatHasOtherRulesThereWinsAndTheRequestIsOpenAgain() throws Exception {
        Path away = temp.resolve("away.git");
        try (ServiceProcess service = start()) {
            String path = approved(service, "one", "first", 1);
            Files.move(bare, away);
            String candidate = merge(service, path).at("/end/candidate").asText();
            author.write(
                    "first/more.drl", "package first\n\nrule \"More\"\nwhen\n    Question(number > 5)\nthen\nend\n");
            String between = author.commit("Meanwhile");
            author.ok("push", "-q", away.toUri().toString(), "main");
            Files.move(away, bare);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(view(service, path).path("state").asText())
                                    .as(view(service, path).toPrettyString() + service.output())
                                    .isNotEqualTo("MERGED"));
            JsonNode view = view(service, path);
            assertThat(view.at("/baseHead").asText()).isEqualTo(between);
            assertThat(view.at("/end/candidate").isTextual()).isFalse();
            assertThat(there()).isEqualTo(between).isNotEqualTo(candidate);
            // Nothing was decided yet, so nobody knows whether the impact is the same.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(view(service, path)
                                    .at("/reviews/0/lapsed/reason")
                                    .asText())
                            .as(view(service, path).toPrettyString() + service.output())
                            .startsWith("Nobody knows"));
            assertThat(service.get("/api/v1/audit?action=change.dropped", "auditor")
                            .body())
                    .contains(candidate);
            service.terminate();
            assertThat(service.waitFor()).isEqualTo(143);
        }
    }
}

package dev.understudy.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.understudy.client.Decided;
import dev.understudy.client.DecisionRequest;
import dev.understudy.client.ProblemAnswer;
import dev.understudy.client.UnderstudyClient;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.ServiceProcess;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service as an instance that serves one draft alone. */
class IsolatedInstanceIT {
    private static final Map<String, Object> FACTS = Map.of("Ask", Map.of("who", "ann"));

    @TempDir
    Path remote;

    private Path data;

    @BeforeEach
    void makeDataFolder() {
        data = TestFolders.create("understudy-isolated");
    }

    @AfterEach
    void deleteDataFolder() {
        TestFolders.delete(data);
    }

    private GitClient author(String word) {
        GitClient author = GitClient.init(remote);
        write(author, word);
        author.commit("The rules");
        return author;
    }

    private static void write(GitClient author, String word) {
        author.write("word/ruleset.yaml", "title: Words\nfacts: {in: [Ask], out: [Reply]}\n");
        author.write("word/rules.drl", """
                        package word
                        declare Ask
                            who : String
                        end
                        declare Reply
                            text : String
                        end
                        rule "Reply"
                        when
                            Ask()
                        then
                            insert(new Reply("%s"));
                        end
                        """.formatted(word));
    }

    private ServiceProcess start(String only) {
        Map<String, String> environment = new HashMap<>();
        environment.put("UNDERSTUDY_BRANCH_ONLY", only);
        environment.put("UNDERSTUDY_REPOSITORY_URL", remote.toUri().toString());
        environment.put("UNDERSTUDY_REPOSITORY_POLL_INTERVAL", "1s");
        return ServiceProcess.start(environment, data, "run", "--port", "0");
    }

    private static String word(Decided decided) {
        return decided.outcome().at("/Reply/0/text").asText();
    }

    private static void assertMisdirected(int status, String body) {
        assertThat(status).as(body).isEqualTo(421);
        assertThat(body).contains("urn:understudy:problem:misdirected").contains("\"served\":\"feature/x\"");
    }

    @Test
    void becomesReadyWhenItsBranchComesAndServesNothingElse() throws IOException, InterruptedException {
        GitClient author = author("main");
        try (ServiceProcess service = start("feature/x")) {
            service.awaitReady();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(
                                    service.get("/q/health/ready", "analyst").body())
                            .contains("\"feature/x\": \"not there yet\""));
            assertThat(service.get("/q/health/ready", "analyst").statusCode()).isEqualTo(503);
            author.ok("checkout", "-q", "-b", "feature/x");
            write(author, "draft");
            author.commit("A draft");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    service.get("/q/health/ready", "analyst").statusCode())
                            .isEqualTo(200));
            assertServesTheDraftAlone(service);
            author.ok("checkout", "-q", "main");
            author.ok("branch", "-q", "-D", "feature/x");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    service.get("/q/health/ready", "analyst").statusCode())
                            .isEqualTo(503));
        }
    }

    private static void assertServesTheDraftAlone(ServiceProcess service) throws IOException, InterruptedException {
        try (UnderstudyClient app =
                        UnderstudyClient.at(service.url()).account("app", "app").build();
                UnderstudyClient analyst = UnderstudyClient.at(service.url())
                        .account("analyst", "analyst")
                        .build()) {
            Decided decided = app.decide("word", FACTS);
            assertThat(word(decided)).isEqualTo("draft");
            assertThat(decided.selectedBy()).isEqualTo("DEFAULT");
            assertThat(decided.effective()).isFalse();
            DecisionRequest onMain = DecisionRequest.of("word", FACTS).on("main");
            assertThatExceptionOfType(ProblemAnswer.class)
                    .isThrownBy(() -> analyst.decide(onMain))
                    .satisfies(e -> {
                        assertThat(e.problem().status()).isEqualTo(421);
                        assertThat(e.problem().is("misdirected")).isTrue();
                    });
        }
        for (String path : new String[] {"/rollouts", "/change-requests", "/decisions", "/replays", "/webhooks"}) {
            assertMisdirected(
                    service.get("/api/v1" + path, "admin").statusCode(),
                    service.get("/api/v1" + path, "admin").body());
        }
        var revert = service.post("/api/v1/rulesets/word/revert", "operator", "{}");
        assertMisdirected(revert.statusCode(), revert.body());
        assertThat(service.get("/api/v1/branches", "analyst").body())
                .contains("feature/x")
                .doesNotContain("\"main\"");
    }

    @ParameterizedTest
    @CsvSource({"a..b", "refs/heads/x"})
    void aNameThatIsNoneRefusesTheStartInOneSentence(String name) {
        author("main");
        try (ServiceProcess service = start(name)) {
            assertThat(service.waitFor()).isEqualTo(1);
            assertThat(service.output()).contains("understudy.branch.only is '" + name + "'. ");
        }
    }

    @Test
    void aDraftThatNobodyCanFetchRefusesTheStart() {
        try (ServiceProcess service =
                ServiceProcess.start(Map.of("UNDERSTUDY_BRANCH_ONLY", "feature/x"), data, "run", "--port", "0")) {
            assertThat(service.waitFor()).isEqualTo(1);
            assertThat(service.output())
                    .contains("understudy.branch.only is 'feature/x', so this instance has to fetch");
        }
    }
}

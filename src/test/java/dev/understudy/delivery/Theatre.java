package dev.understudy.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.ServiceProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The packaged service as a process of its own, and what is done with the ruleset {@code word} in it. */
final class Theatre implements AutoCloseable {
    static final String NAME = "word";
    static final String RULES = NAME + "/rules.drl";
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceProcess service;
    private final HttpClient http = HttpClient.newHttpClient();
    private Optional<String> url;

    private Theatre(ServiceProcess service, Optional<String> url) {
        this.service = service;
        this.url = url;
    }

    /** Starts one; {@code cutOff} is the file that names the step at which it ends itself. */
    static Theatre open(Path data, Path cutOff, Map<String, String> environment) {
        return new Theatre(
                ServiceProcess.start(settings(cutOff, environment), data, "run", "--port", "0"), Optional.empty());
    }

    /** Starts another node on the database of one whose data folder is {@code first}. */
    static Theatre openBeside(Path first, Path data, Path cutOff, Map<String, String> environment) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Map<String, String> all = settings(cutOff, environment);
        String database = Files.readAllLines(first.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        all.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://127.0.0.1:" + database + "/postgres");
        all.put("QUARKUS_DATASOURCE_USERNAME", "understudy");
        all.put(
                "QUARKUS_DATASOURCE_PASSWORD",
                Files.readString(first.resolve("secrets/postgres.password")).strip());
        all.put("UNDERSTUDY_SIGNING_KEY", "A".repeat(44));
        return new Theatre(
                ServiceProcess.start(all, data, "serve", "--port", Integer.toString(port)),
                Optional.of("http://localhost:" + port));
    }

    private static Map<String, String> settings(Path cutOff, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        // Lives are short here: what takes longer to compile is not worth it.
        all.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -Ddev.understudy.cut-off-file=" + cutOff);
        all.put("UNDERSTUDY_ROLLOUT_TICK", "100ms");
        return all;
    }

    Theatre awaitReady() throws InterruptedException {
        if (url.isEmpty()) {
            service.awaitReady();
            url = Optional.of(service.url());
        }
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                send("/q/health/ready", "analyst", null).statusCode())
                        .as(this::output)
                        .isEqualTo(200));
        return this;
    }

    private HttpResponse<String> send(String path, String account, @Nullable String body)
            throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((account + ":" + account).getBytes(UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json");
        return http.send(
                body == null
                        ? request.build()
                        : request.POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Rules that answer a word to everybody; given {@code n} of 7 they may do something else. */
    static void write(GitClient author, String word) {
        author.write(
                NAME + "/ruleset.yaml",
                "title: Words\nowners: [passenger-rights]\nfacts: {in: [Ask], out: [Reply]}\nroutingKey: /Ask/0/who\n");
        author.write(RULES, """
                        package word

                        declare Ask
                            who : String
                            n : int
                        end

                        declare Reply
                            text : String
                        end

                        rule "Reply"
                        when
                            $ask : Ask()
                        then
                            insert(new Reply(%s));
                        end
                        """.formatted(word));
    }

    /** Where the rules are cloned from and pushed to when they are hosted here. */
    String git(String account) {
        return url().replace("http://", "http://" + account + ":" + account + "@") + "/git/rules.git";
    }

    String url() {
        return url.orElseThrow();
    }

    String output() {
        return service.output();
    }

    static JsonNode ok(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JSON.readTree(answer.body());
    }

    JsonNode get(String path, String account) {
        try {
            return ok(send("/api/v1" + path, account, null));
        } catch (IOException e) {
            throw new AssertionError(output(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> tryTo(String path, String account, String body) throws IOException, InterruptedException {
        return send("/api/v1" + path, account, body);
    }

    JsonNode post(String path, String account, String body) {
        try {
            return ok(tryTo(path, account, body));
        } catch (IOException e) {
            throw new AssertionError(output(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String main() {
        for (JsonNode branch : get("/branches", "analyst").findParents("head")) {
            if (branch.path("name").asText().equals("main")) {
                return branch.path("head").asText();
            }
        }
        throw new AssertionError("There is no main.");
    }

    /** What the API says is live of the ruleset. */
    JsonNode live() {
        return get("/rulesets/" + NAME, "analyst");
    }

    JsonNode decide(String who, int n) {
        try {
            return ok(tryToDecide(who, n));
        } catch (IOException e) {
            throw new AssertionError(output(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String word(JsonNode decision) {
        return decision.at("/outcome/Reply/0/text").asText();
    }

    void awaitWord(String word) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            HttpResponse<String> answer = tryToDecide("nobody", 1);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(word(JSON.readTree(answer.body()))).isEqualTo(word);
        });
    }

    HttpResponse<String> tryToDecide(String who, int n) throws IOException, InterruptedException {
        return tryTo(
                "/rulesets/" + NAME + "/decisions",
                "app",
                "{\"facts\": {\"Ask\": {\"who\": \"" + who + "\", \"n\": " + n + "}}}");
    }

    /** An approved change request for a branch that is there; gives its number. */
    long approved(String branch, String head) {
        await().atMost(PATIENCE)
                .until(() -> get("/branches", "analyst").toString().contains(head));
        long number = post(
                        "/change-requests",
                        "analyst",
                        "{\"branch\": \"" + branch + "\", \"title\": \"" + branch + "\"}")
                .path("number")
                .asLong();
        post(
                "/change-requests/" + number + "/reviews",
                "reviewer",
                "{\"verdict\": \"APPROVE\", \"commit\": \"" + head + "\"}");
        return number;
    }

    JsonNode request(long number) {
        return get("/change-requests/" + number, "analyst");
    }

    /** Starts a rollout for everybody that goes on only when it is told to; gives its id when it decides. */
    String rollOut(long number, String head) {
        String id = post(
                        "/rollouts",
                        "operator",
                        "{\"changeRequest\": " + number + ", \"expectedHead\": \"" + head
                                + "\", \"plan\": {\"stages\": [{\"percent\": 100, \"soak\": \"1h\"}]}}")
                .path("id")
                .asText();
        awaitState(id, "RUNNING");
        await().atMost(PATIENCE)
                .until(() -> decide("anybody", 1).path("selectedBy").asText().equals("ROLLOUT"));
        return id;
    }

    JsonNode rollout(String id) {
        return get("/rollouts/" + id, "analyst");
    }

    void awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rollout(id).path("state").asText())
                        .as(() -> rollout(id).toPrettyString() + output())
                        .isEqualTo(state));
    }

    /** The newest revert; empty before the first. */
    Optional<JsonNode> reversion() {
        JsonNode all = get("/rulesets/" + NAME + "/revert", "analyst");
        return Optional.ofNullable(all.get(0));
    }

    /** What the audit log says happened to something, in no order. */
    List<String> actions(String subject) {
        List<String> actions = new ArrayList<>();
        get("/audit?subject=" + subject, "auditor").findValuesAsText("action").forEach(actions::add);
        return actions;
    }

    /** A metric without labels. */
    double metric(String name) throws IOException, InterruptedException {
        return send("/q/metrics", "operator", null)
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    int waitFor() {
        return service.waitFor();
    }

    void terminate() {
        service.terminate();
        assertThat(service.waitFor()).isEqualTo(143);
    }

    void kill() throws InterruptedException {
        service.kill();
    }

    @Override
    public void close() {
        http.close();
        service.close();
    }
}

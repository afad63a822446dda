package dev.understudy.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.TestFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers all the while that rules are pushed, compiled, shadowed, merged, rolled out, rolled back and reverted. */
class UnderLoadIT {
    @TempDir
    Path temp;

    private Path data;
    private Theatre theatre;
    private GitClient author;
    private final List<Span> spans = new ArrayList<>();
    private final Map<String, Instant> since = new HashMap<>();

    /** A commit decided for somebody at no other time. */
    private record Span(String commit, Instant from, Instant to) {
        boolean overlaps(Load.Answer answer) {
            return commit.equals(answer.commit())
                    && !from.isAfter(answer.received())
                    && !answer.sent().isAfter(to);
        }
    }

    @BeforeEach
    void open() throws Exception {
        data = TestFolders.create("understudy-load");
        theatre = Theatre.open(data, temp.resolve("cut-off"), Map.of()).awaitReady();
        GitClient.in(temp).ok("clone", "-q", theatre.git("admin"), "clone");
        author = GitClient.in(temp.resolve("clone"));
        Theatre.write(author, "\"one\"");
        author.commit("One");
        author.ok("push", "-q", "origin", "HEAD:main");
        theatre.awaitWord("one");
    }

    @AfterEach
    void close() {
        theatre.close();
        TestFolders.delete(data);
    }

    /** From now on a commit may decide. */
    private void mayDecide(String commit, Instant from) {
        since.putIfAbsent(commit, from);
    }

    /** By now a commit decides for nobody. */
    private void decidesNoMore(String commit) {
        Instant from = Objects.requireNonNull(since.remove(commit), commit);
        spans.add(new Span(commit, from, Instant.now()));
    }

    private record Asked(long request, String head) {}

    private Asked ask(String branch, String reply) {
        author.ok("fetch", "-q", "origin");
        author.ok("checkout", "-q", "-B", branch, "origin/main");
        Theatre.write(author, reply);
        String head = author.commit(branch);
        author.ok("push", "-q", theatre.git("analyst"), "HEAD");
        return new Asked(theatre.approved(branch, head), head);
    }

    private String start(Asked asked, String plan) {
        return theatre.post(
                        "/rollouts",
                        "operator",
                        "{\"changeRequest\": " + asked.request() + ", \"expectedHead\": \"" + asked.head()
                                + "\", \"plan\": {" + plan + "}}")
                .path("id")
                .asText();
    }

    private JsonNode end(String id, String state) {
        theatre.awaitState(id, state);
        await().atMost(Theatre.PATIENCE).until(() -> theatre.metric("understudy_rollouts_live") == 0);
        return theatre.rollout(id);
    }

    private static String shadow(int decisions) {
        return "\"shadow\": {\"percent\": 100, \"soak\": \"1s\", \"decisions\": " + decisions + "}, ";
    }

    private static String stages(int... percents) {
        return "\"stages\": ["
                + IntStream.of(percents).mapToObj(UnderLoadIT::stage).collect(Collectors.joining(", ")) + "]";
    }

    private static String stage(int percent) {
        return "{\"percent\": " + percent + ", \"soak\": \"1s\", \"units\": 5}";
    }

    @Test
    void nobodyIsAnsweredByAnErrorOrByRulesThatWereNotLive() throws Exception {
        mayDecide(theatre.main(), Instant.now());
        try (Load load = new Load(theatre.url())) {
            await().until(() -> load.answered() > 100);
            promote();
            rollBack();
            rollBackInTheShadow();
            merge();
            revert();
            int before = load.answered();
            await().until(() -> load.answered() > before + 100);
            List<Load.Answer> answers = load.end();
            since.keySet().stream().toList().forEach(this::decidesNoMore);
            assertThat(answers).filteredOn(each -> each.status() != 200).isEmpty();
            assertThat(answers)
                    .filteredOn(each -> spans.stream().noneMatch(span -> span.overlaps(each)))
                    .isEmpty();
            isWhatTheRecordsSay(answers);
        }
    }

    /** Until it has left the shadow its candidate may decide for nobody. */
    private void promote() {
        String one = theatre.main();
        Instant[] inTheShadow = {Instant.now()};
        String id = start(ask("two", "\"two\""), shadow(50) + stages(10, 50, 100));
        await().atMost(Theatre.PATIENCE).pollInterval(Duration.ofMillis(25)).until(() -> {
            Instant asked = Instant.now();
            boolean before = Set.of("QUEUED", "SHADOWING")
                    .contains(theatre.rollout(id).path("state").asText());
            if (before) {
                inTheShadow[0] = asked;
            }
            return !before;
        });
        mayDecide(theatre.rollout(id).path("candidate").asText(), inTheShadow[0]);
        assertThat(end(id, "PROMOTED").path("main").asText()).isEqualTo(theatre.main());
        decidesNoMore(one);
        JsonNode seen = shadowOf(id);
        assertThat(seen.at("/counts/shadowed").asLong()).isGreaterThanOrEqualTo(50);
        assertThat(seen.at("/counts/changed").asLong()).isPositive();
        assertThat(seen.at("/counts/failed").asLong()).isZero();
    }

    private JsonNode shadowOf(String rollout) {
        return theatre.get("/rulesets/" + Theatre.NAME + "/shadows/" + rollout, "analyst");
    }

    private void rollBack() {
        Instant before = Instant.now();
        String id = start(ask("bad", "\"n\" + 1 / ($ask.getN() - 3)"), stages(50));
        mayDecide(theatre.rollout(id).path("candidate").asText(), before);
        JsonNode rolledBack = end(id, "ROLLED_BACK");
        assertThat(rolledBack.path("reason").asText()).contains("The candidate failed");
        decidesNoMore(rolledBack.path("candidate").asText());
    }

    /** Its candidate never may decide for anybody. */
    private void rollBackInTheShadow() {
        String id = start(ask("worse", "\"m\" + 1 / ($ask.getN() - 3)"), shadow(100_000) + stages(100));
        assertThat(end(id, "ROLLED_BACK").path("reason").asText()).contains("The candidate failed");
        assertThat(shadowOf(id).at("/counts/failed").asLong()).isPositive();
        assertThat(theatre.actions("rollout:" + id))
                .contains("rollout.shadowed", "rollout.rolled-back")
                .doesNotContain("rollout.started");
    }

    private void merge() {
        Asked asked = ask("three", "\"three\"");
        String two = theatre.main();
        Instant before = Instant.now();
        theatre.post(
                "/change-requests/" + asked.request() + "/merge",
                "analyst",
                "{\"expectedHead\": \"" + asked.head() + "\"}");
        mayDecide(theatre.main(), before);
        decidesNoMore(two);
    }

    private void revert() {
        Instant before = Instant.now();
        JsonNode reverted = theatre.post("/rulesets/" + Theatre.NAME + "/revert", "operator", "{}");
        mayDecide(reverted.path("live").asText(), before);
        decidesNoMore(reverted.path("undone").asText());
        await().atMost(Theatre.PATIENCE)
                .until(() ->
                        theatre.reversion().orElseThrow().path("git").asText().equals("DONE"));
        // The same rules have another commit once git says so.
        mayDecide(theatre.main(), before);
    }

    /** Each commit that decided went live by an act that is recorded, at a moment that the callers agree with. */
    private void isWhatTheRecordsSay(List<Load.Answer> answers) {
        Set<String> acts = new TreeSet<>();
        for (JsonNode each :
                theatre.get("/audit?ruleset=" + Theatre.NAME, "auditor").path("records")) {
            acts.add(each.path("action").asText());
            Instant at = Instant.parse(each.path("at").asText());
            JsonNode after = each.path("after");
            switch (each.path("action").asText()) {
                case "rollout.started" ->
                    isFirstDecidedSince(after.path("candidate").asText(), at, answers);
                case "change.merged" -> {
                    if (!after.path("byStages").asBoolean()) {
                        wasRunning(after.path("main").asText(), at);
                    }
                }
                case "rules.reverted" -> wasRunning(after.path("live").asText(), at);
                default -> {}
            }
        }
        assertThat(acts)
                .contains(
                        "rollout.shadowed",
                        "rollout.started",
                        "rollout.promoted",
                        "rollout.rolled-back",
                        "change.merged",
                        "rules.reverted",
                        "revert.written");
    }

    private static void isFirstDecidedSince(String commit, Instant at, List<Load.Answer> answers) {
        assertThat(answers)
                .filteredOn(
                        each -> each.commit().equals(commit) && each.received().isBefore(at))
                .isEmpty();
    }

    private void wasRunning(String commit, Instant at) {
        assertThat(spans)
                .anyMatch(each -> each.commit().equals(commit) && !each.from().isAfter(at) && !at.isAfter(each.to()));
    }
}

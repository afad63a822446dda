package dev.understudy.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.TestFolders;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers all the while that rules are pushed, compiled, merged, rolled out, rolled back and reverted. */
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

    private JsonNode rollOut(Asked asked, String stages, String end) {
        Instant before = Instant.now();
        String id = theatre.post(
                        "/rollouts",
                        "operator",
                        "{\"changeRequest\": " + asked.request() + ", \"expectedHead\": \"" + asked.head()
                                + "\", \"plan\": {\"stages\": [" + stages + "]}}")
                .path("id")
                .asText();
        mayDecide(theatre.rollout(id).path("candidate").asText(), before);
        theatre.awaitState(id, end);
        await().atMost(Theatre.PATIENCE).until(() -> theatre.metric("understudy_rollouts_live") == 0);
        return theatre.rollout(id);
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

    private void promote() {
        String one = theatre.main();
        JsonNode promoted =
                rollOut(ask("two", "\"two\""), String.join(",", stage(10), stage(50), stage(100)), "PROMOTED");
        assertThat(promoted.path("main").asText()).isEqualTo(theatre.main());
        decidesNoMore(one);
    }

    private void rollBack() {
        JsonNode rolledBack = rollOut(ask("bad", "\"n\" + 1 / ($ask.getN() - 3)"), stage(50), "ROLLED_BACK");
        assertThat(rolledBack.path("reason").asText()).contains("The candidate failed");
        decidesNoMore(rolledBack.path("candidate").asText());
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
                        "rollout.promoted", "rollout.rolled-back", "change.merged", "rules.reverted", "revert.written");
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

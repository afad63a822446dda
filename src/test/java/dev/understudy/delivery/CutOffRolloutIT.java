package dev.understudy.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged service, ended at each step of a promotion, a rollback and a revert: after the next start database, git,
 * audit log and decisions agree, and nobody had to help. What one start finds is where the next one begins.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CutOffRolloutIT {
    private Path data;
    private Path cutOff;
    private GitClient author;
    private Theatre theatre;
    private int words;
    private int changes;
    /** What is live answers this. */
    private String live = "";

    @BeforeAll
    void open(@TempDir Path temp) throws Exception {
        data = TestFolders.create("understudy-cut-off");
        cutOff = temp.resolve("cut-off");
        theatre = Theatre.open(data, cutOff, Map.of()).awaitReady();
        GitClient.in(temp).ok("clone", "-q", theatre.git("admin"), "clone");
        author = GitClient.in(temp.resolve("clone"));
        pushMain();
    }

    @AfterAll
    void close() {
        theatre.close();
        TestFolders.delete(data);
    }

    private String another() {
        words++;
        return "word " + words;
    }

    /** Rules that answer another word, pushed to main past review. */
    private void pushMain() {
        live = another();
        if (words > 1) {
            author.ok("fetch", "-q", theatre.git("admin"), "main");
            author.ok("checkout", "-q", "--detach", "FETCH_HEAD");
        }
        Theatre.write(author, "\"" + live + "\"");
        author.commit(live);
        author.ok("push", "-q", theatre.git("admin"), "HEAD:main");
        theatre.awaitWord(live);
    }

    /** An approved change that answers what {@code reply} says, and its rollout. */
    private Running rollOut(String reply) {
        author.ok("fetch", "-q", theatre.git("admin"), "main");
        changes++;
        String branch = "change-" + changes;
        author.ok("checkout", "-q", "-B", branch, "FETCH_HEAD");
        Theatre.write(author, reply);
        String head = author.commit(branch);
        author.ok("push", "-q", theatre.git("analyst"), "HEAD");
        long number = theatre.approved(branch, head);
        return new Running(
                theatre.rollOut(number, head),
                number,
                theatre.main(),
                theatre.live().path("commit").asText());
    }

    /** A rollout, and what was live when it began. */
    private record Running(String id, long request, String main, String commit) {}

    /** Has the service end itself at a step, by what is done, and starts it again. */
    private void cutOff(AttemptStep step, Attempt attempt) throws Exception {
        Files.writeString(cutOff, step.name());
        try {
            attempt.make();
        } catch (IOException _) {
            // Its answer never came.
        }
        assertThat(theatre.waitFor()).as(theatre.output()).isEqualTo(137);
        Files.delete(cutOff);
        theatre.close();
        theatre = Theatre.open(data, cutOff, Map.of()).awaitReady();
    }

    /** What is cut off. */
    private interface Attempt {
        void make() throws IOException, InterruptedException;
    }

    /** What decides, what is said to be live, and git's main are the same rules. */
    private void isOneTruth(String word) {
        JsonNode live = theatre.live();
        assertThat(live.path("state").asText()).isEqualTo("LIVE");
        for (int i = 0; i < 5; i++) {
            JsonNode decision = theatre.decide("unit-" + i, 1);
            assertThat(Theatre.word(decision)).isEqualTo(word);
            assertThat(decision.path("commit").asText())
                    .isEqualTo(live.path("commit").asText());
            assertThat(decision.path("selectedBy").asText()).isEqualTo("DEFAULT");
        }
        author.ok("fetch", "-q", theatre.git("admin"), "main");
        assertThat(author.ok("rev-parse", "FETCH_HEAD")).isEqualTo(theatre.main());
        assertThat(author.ok("show", "FETCH_HEAD:" + Theatre.RULES)).contains("\"" + word + "\"");
        assertThat(author.ok("rev-parse", "FETCH_HEAD:" + Theatre.NAME))
                .isEqualTo(live.path("tree").asText());
    }

    @ParameterizedTest
    @EnumSource(names = {"PROMOTION_BEGUN", "TARGET_WRITTEN", "MAIN_MOVED", "PROMOTION_RECORDED", "PROMOTED"})
    void aPromotionThatIsCutOffGoesThrough(AttemptStep step) throws Exception {
        live = another();
        Running running = rollOut("\"" + live + "\"");
        cutOff(step, () -> theatre.tryTo("/rollouts/" + running.id() + "/advance", "operator", ""));
        theatre.awaitState(running.id(), "PROMOTED");
        isOneTruth(live);
        JsonNode rollout = theatre.rollout(running.id());
        JsonNode request = theatre.request(running.request());
        assertThat(rollout.path("main").asText()).isEqualTo(theatre.main()).isNotEqualTo(running.main());
        assertThat(request.path("state").asText()).isEqualTo("MERGED");
        assertThat(request.at("/end/candidate").asText()).isEqualTo(theatre.main());
        assertThat(theatre.actions("rollout:" + running.id()))
                .containsExactlyInAnyOrder(
                        "rollout.queued", "rollout.started", "rollout.promoting", "rollout.promoted");
        assertThat(theatre.actions("change-request:" + running.request()))
                .containsOnlyOnce("change.merged")
                .doesNotContain("change.rolled-back", "merge.refused");
    }

    @ParameterizedTest
    @EnumSource(names = {"ROLLBACK_RECORDED", "ROLLED_BACK", "ROUTE_DROPPED"})
    void aRollbackByHandThatIsCutOffIsUndoneOrGoesThrough(AttemptStep step) throws Exception {
        Running running = rollOut("\"never\"");
        cutOff(step, () -> theatre.tryTo("/rollouts/" + running.id() + "/rollback", "operator", ""));
        if (step == AttemptStep.ROLLBACK_RECORDED) {
            assertThat(theatre.rollout(running.id()).path("state").asText()).isEqualTo("RUNNING");
            assertThat(theatre.request(running.request()).path("state").asText())
                    .isEqualTo("ROLLING_OUT");
            await().atMost(Theatre.PATIENCE)
                    .until(() -> Theatre.word(theatre.decide("anybody", 1)).equals("never"));
            theatre.post("/rollouts/" + running.id() + "/rollback", "operator", "");
        }
        isRolledBack(running);
    }

    private void isRolledBack(Running running) {
        theatre.awaitState(running.id(), "ROLLED_BACK");
        await().atMost(Theatre.PATIENCE)
                .until(() ->
                        theatre.decide("anybody", 1).path("selectedBy").asText().equals("DEFAULT"));
        isOneTruth(live);
        assertThat(theatre.main()).isEqualTo(running.main());
        assertThat(theatre.live().path("commit").asText()).isEqualTo(running.commit());
        assertThat(theatre.request(running.request()).path("state").asText()).isEqualTo("OPEN");
        assertThat(theatre.actions("rollout:" + running.id()))
                .containsExactlyInAnyOrder("rollout.queued", "rollout.started", "rollout.rolled-back");
        assertThat(theatre.actions("change-request:" + running.request()))
                .containsOnlyOnce("change.rolled-back")
                .doesNotContain("change.merged");
    }

    @Test
    void whatHarmRollsBackIsRolledBackThoughItWasCutOff() throws Exception {
        Running running = rollOut("\"n\" + 1 / ($ask.getN() - 7)");
        cutOff(AttemptStep.ROLLBACK_RECORDED, () -> theatre.tryToDecide("a", 7));
        // What is recorded in no database is forgotten, and the next one that fails says it again.
        await().atMost(Theatre.PATIENCE).until(() -> {
            assertThat(Theatre.word(theatre.decide("a", 7))).isEqualTo(live);
            return theatre.rollout(running.id()).path("state").asText().equals("ROLLED_BACK");
        });
        isRolledBack(running);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "REVERT_RECORDED",
                "REVERTED",
                "SNAPSHOT_SWAPPED",
                "REVERT_COMMITTED",
                "REVERT_MOVED",
                "REVERT_ENDED"
            })
    void aRevertThatIsCutOffGoesThroughOrNeverWas(AttemptStep step) throws Exception {
        String before = live;
        pushMain();
        String undone = live;
        String main = theatre.main();
        String path = "/rulesets/" + Theatre.NAME + "/revert";
        cutOff(step, () -> theatre.tryTo(path, "operator", "{\"reason\": \"" + step + "\"}"));
        if (step == AttemptStep.REVERT_RECORDED) {
            assertThat(theatre.reversion().map(each -> each.path("reason").asText()))
                    .isNotEqualTo(step.name());
            isOneTruth(undone);
            assertThat(theatre.main()).isEqualTo(main);
            theatre.post(path, "operator", "{\"reason\": \"" + step + "\"}");
        }
        assertThat(Theatre.word(theatre.decide("anybody", 1))).isEqualTo(before);
        await().atMost(Theatre.PATIENCE)
                .untilAsserted(() -> assertThat(
                                theatre.reversion().orElseThrow().path("git").asText())
                        .as(() -> theatre.output())
                        .isEqualTo("DONE"));
        isOneTruth(before);
        JsonNode revert = theatre.reversion().orElseThrow();
        assertThat(revert.path("reason").asText()).isEqualTo(step.name());
        assertThat(revert.path("undone").asText()).isEqualTo(main);
        assertThat(revert.path("gitCommit").asText()).isEqualTo(theatre.main());
        assertThat(theatre.actions("revert:" + revert.path("id").asText()))
                .containsExactlyInAnyOrder("rules.reverted", "revert.written");
        live = before;
    }
}

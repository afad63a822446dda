package dev.understudy.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.TestFolders;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts and reverts when main is that of a remote, which may be away, refuse, or say something else. */
class RemoteRolloutIT {
    private static final String REVERT = "/rulesets/" + Theatre.NAME + "/revert";

    @TempDir
    Path temp;

    private Path data;
    private Path other;
    private Path cutOff;
    private Path bare;
    private GitClient author;
    private Theatre theatre;

    @BeforeEach
    void makeARemote() throws Exception {
        data = TestFolders.create("understudy-remote");
        other = TestFolders.create("understudy-other");
        cutOff = temp.resolve("cut-off");
        bare = temp.resolve("remote.git");
        Files.createDirectories(bare);
        GitClient.in(bare).ok("init", "-q", "--bare", "-b", "main");
        author = GitClient.init(temp.resolve("author"));
        Theatre.write(author, "\"zero\"");
        author.commit("Zero");
        Theatre.write(author, "\"one\"");
        author.commit("One");
        author.ok("remote", "add", "origin", bare.toUri().toString());
        author.ok("push", "-q", "origin", "main");
        theatre = start();
    }

    @AfterEach
    void close() {
        theatre.close();
        TestFolders.delete(data);
        TestFolders.delete(other);
    }

    private Map<String, String> remote(String pollInterval) {
        return Map.of(
                "UNDERSTUDY_REPOSITORY_URL",
                bare.toUri().toString(),
                "UNDERSTUDY_REPOSITORY_POLL_INTERVAL",
                pollInterval);
    }

    private Theatre start() throws InterruptedException {
        return Theatre.open(data, cutOff, remote("1s")).awaitReady();
    }

    private String there() {
        return GitClient.in(bare).ok("rev-parse", "main");
    }

    private String wordThere() {
        return GitClient.in(bare).ok("show", "main:" + Theatre.RULES);
    }

    /** A rollout of another word, made of a branch that was pushed to the remote. */
    private record Running(long request, String id) {}

    private Running rollOut(String word) {
        author.ok("fetch", "-q", "origin");
        author.ok("switch", "-q", "-c", word, "origin/main");
        Theatre.write(author, "\"" + word + "\"");
        String head = author.commit(word);
        author.ok("push", "-q", "origin", word);
        long request = theatre.approved(word, head);
        return new Running(request, theatre.rollOut(request, head));
    }

    private void cutOff(String step, String path) throws Exception {
        Files.writeString(cutOff, step);
        try {
            HttpResponse<String> _ = theatre.tryTo(path, "operator", "");
        } catch (IOException _) {
            // Its answer never came.
        }
        assertThat(theatre.waitFor()).as(theatre.output()).isEqualTo(137);
        Files.delete(cutOff);
        theatre.close();
        theatre = start();
    }

    private void awaitGit(Running running, String said) {
        await().atMost(Theatre.PATIENCE)
                .untilAsserted(() -> assertThat(
                                theatre.rollout(running.id()).path("git").asText())
                        .as(theatre::output)
                        .isEqualTo(said));
    }

    private void awaitReverted() {
        await().atMost(Theatre.PATIENCE)
                .untilAsserted(() -> assertThat(
                                theatre.reversion().orElseThrow().path("git").asText())
                        .as(theatre::output)
                        .isEqualTo("DONE"));
    }

    @Test
    void aPromotionOrRevertThatIsCutOffOnTheWayToTheRemoteArrives() throws Exception {
        Running first = rollOut("two");
        cutOff("PROMISED", "/rollouts/" + first.id() + "/advance");
        theatre.awaitState(first.id(), "PROMOTED");
        awaitGit(first, "DONE");
        assertThat(there())
                .isEqualTo(theatre.main())
                .isEqualTo(theatre.rollout(first.id()).path("main").asText());

        Running second = rollOut("three");
        cutOff("PUSHED", "/rollouts/" + second.id() + "/advance");
        theatre.awaitState(second.id(), "PROMOTED");
        // Nobody looks at the request, which would make good what was missed.
        await().atMost(Theatre.PATIENCE)
                .untilAsserted(() -> assertThat(theatre.actions("change-request:" + second.request()))
                        .containsOnlyOnce("change.pushed")
                        .containsOnlyOnce("change.merged"));
        assertThat(wordThere()).contains("three");

        cutOff("PUSHED", REVERT);
        awaitReverted();
        assertThat(Theatre.word(theatre.decide("anybody", 1))).isEqualTo("two");
        assertThat(wordThere()).contains("two");
        assertThat(there()).isEqualTo(theatre.main());
        String id = theatre.reversion().orElseThrow().path("id").asText();
        assertThat(theatre.actions("revert:" + id)).containsExactlyInAnyOrder("rules.reverted", "revert.written");
    }

    @Test
    void whatTheRemoteRefusesFirstArrivesLaterAndWhatItDropsIsSaidToBe() throws Exception {
        String one = there();
        Running running = rollOut("two");
        String candidate = theatre.rollout(running.id()).path("candidate").asText();
        GitClient here = GitClient.in(data.resolve("rules.git"));
        await().atMost(Theatre.PATIENCE)
                .until(() -> here.ok("for-each-ref", "refs/understudy/kept").contains(candidate));
        // Another one is just about to move it, as far as the remote can see.
        Path lock = bare.resolve("refs/heads/main.lock");
        Files.createFile(lock);
        theatre.post("/rollouts/" + running.id() + "/advance", "operator", "");
        theatre.awaitState(running.id(), "PROMOTED");
        awaitGit(running, "PENDING");
        await().atMost(Theatre.PATIENCE)
                .until(() -> theatre.request(running.request())
                                .at("/end/pending/tries")
                                .asInt()
                        > 0);
        assertThat(Theatre.word(theatre.decide("anybody", 1))).isEqualTo("two");
        assertThat(there()).isEqualTo(one);
        Files.delete(lock);
        awaitGit(running, "DONE");
        assertThat(there()).isEqualTo(candidate).isEqualTo(theatre.main());
        assertThat(theatre.request(running.request()).at("/end/dropped").isMissingNode())
                .isTrue();
        // What a revert would go back to is on main, and so is the candidate.
        await().atMost(Theatre.PATIENCE)
                .until(() -> !here.ok("for-each-ref", "refs/understudy/kept").contains(candidate));

        author.ok("push", "-qf", "origin", one + ":main");
        theatre.awaitWord("one");
        awaitGit(running, "DROPPED");
        assertThat(theatre.rollout(running.id()).path("state").asText()).isEqualTo("PROMOTED");
        assertThat(theatre.request(running.request()).at("/end/dropped").asBoolean())
                .isTrue();
        assertThat(theatre.live().path("commit").asText()).isEqualTo(one).isEqualTo(theatre.main());
        // It is not pushed again: somebody wanted it gone.
        assertThat(there()).isEqualTo(one);
        await().atMost(Theatre.PATIENCE)
                .until(() -> here.ok("for-each-ref", "refs/understudy/kept").contains(candidate));
    }

    @Test
    void bothNodesDecideByWhatWasPromotedAndRevertedThoughTheRemoteIsAway() throws Exception {
        Path away = temp.resolve("away.git");
        // It hears of a rollout before it has fetched the branch.
        try (Theatre beside =
                Theatre.openBeside(data, other, cutOff, remote("5s")).awaitReady()) {
            assertThat(theatre.tryTo(REVERT, "operator", "").statusCode())
                    .as("nothing was live before the first start")
                    .isEqualTo(409);
            Running running = rollOut("two");
            beside.awaitWord("two");
            AtomicBoolean promoted = new AtomicBoolean();
            Files.move(bare, away);
            theatre.post("/rollouts/" + running.id() + "/advance", "operator", "");
            await().atMost(Theatre.PATIENCE).until(() -> {
                promoted.set(
                        theatre.rollout(running.id()).path("state").asText().equals("PROMOTED"));
                for (int i = 0; i < 20; i++) {
                    assertThat(Theatre.word(beside.decide("unit-" + i, 1))).isEqualTo("two");
                }
                JsonNode decision = beside.decide("anybody", 1);
                return promoted.get() && decision.path("selectedBy").asText().equals("DEFAULT");
            });
            isLiveOn(List.of(theatre, beside), "two");

            theatre.post(REVERT, "operator", "{\"reason\": \"Two is wrong.\"}");
            assertThat(Theatre.word(theatre.decide("anybody", 1))).isEqualTo("one");
            beside.awaitWord("one");
            isLiveOn(List.of(theatre, beside), "one");
            assertThat(theatre.reversion().orElseThrow().path("git").asText()).isEqualTo("PENDING");

            Files.move(away, bare);
            awaitReverted();
            assertThat(wordThere()).contains("\"one\"");
            await().atMost(Theatre.PATIENCE)
                    .until(() -> theatre.main().equals(there()) && beside.main().equals(there()));
            isLiveOn(List.of(theatre, beside), "one");
            String id = theatre.reversion().orElseThrow().path("id").asText();
            assertThat(theatre.actions("revert:" + id)).containsExactlyInAnyOrder("rules.reverted", "revert.written");
            assertThat(theatre.actions("rollout:" + running.id())).containsOnlyOnce("rollout.promoted");
            assertThat(theatre.request(running.request()).path("state").asText())
                    .isEqualTo("MERGED");
        }
    }

    private static void isLiveOn(List<Theatre> nodes, String word) {
        String tree = nodes.getFirst().live().path("tree").asText();
        for (Theatre node : nodes) {
            JsonNode live = node.live();
            assertThat(live.path("tree").asText()).isEqualTo(tree);
            assertThat(live.path("state").asText()).isEqualTo("LIVE");
            JsonNode decision = node.decide("anybody", 1);
            assertThat(Theatre.word(decision)).isEqualTo(word);
            assertThat(decision.path("commit").asText())
                    .isEqualTo(live.path("commit").asText());
        }
    }
}

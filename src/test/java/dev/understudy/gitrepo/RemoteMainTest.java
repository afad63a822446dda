package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Main of a remote, promoted here: it is pushed there, merged with what came in between, or gives way to it. */
class RemoteMainTest {
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    private Path temp;

    private HostedServer server;
    private GitClient author;
    private Optional<Node> node = Optional.empty();

    /** What of the service has to do with the remote. */
    private final class Node implements AutoCloseable {
        final Store store = Store.open(temp.resolve("data"), Store.Kind.MIRROR, List::of);
        final GitMerges merges = new GitMerges(store.git(), new CommitSigning(store.git(), null));
        final List<CommitId> arrived = Collections.synchronizedList(new ArrayList<>());
        final BranchListener listener = new BranchListener() {
            @Override
            public void moved(List<BranchUpdate> updates) {}

            @Override
            public void arrived(CommitId main) {
                arrived.add(main);
            }
        };
        final GitBranchMoves moves;
        final Mirror mirror;

        Node(String remote) {
            RemoteMain main = new RemoteMain(store.git(), new PushRecord(InstantSource.system()));
            FetchRecord record = new FetchRecord(store.folder().resolve("confirmed"), InstantSource.system());
            PushPorts ports = new PushPorts(
                    (_, _, _) -> PushVerdict.ACCEPTED, listener, (_, _) -> {}, new ReentrantLock(), 1 << 20);
            Upstream upstream = new Upstream(remote, TestConfig.anonymous());
            mirror = new Mirror(
                    new Mirror.Ends(store.git(), upstream, main, merges, record), ports.moves(), listener, OFTEN);
            moves = new GitBranchMoves(store.git(), ports, Optional.of("there"), main);
            mirror.start();
        }

        Optional<CommitId> head(String branch) {
            return new GitRulesRepository(store.git(), Optional.empty(), Freshness.hosted(InstantSource.system()))
                    .head(new BranchName(branch));
        }

        /** Merges a branch of the remote, as a change request does. */
        CommitId promote(String branch) {
            await().until(() -> head(branch).isPresent() && head("main").isPresent());
            CommitId main = head("main").orElseThrow();
            MergeOutcome.Clean clean =
                    (MergeOutcome.Clean) merges.merge(main, head(branch).orElseThrow());
            CommitId candidate = merges.commit(clean, "ana", "Merge\n");
            assertThat(moves.move(new BranchMoves.Move(BranchName.MAIN, main, candidate, Map.of(), "a test")))
                    .isEmpty();
            assertThat(head("main")).contains(candidate);
            return candidate;
        }

        @Override
        public void close() {
            mirror.close();
            store.close();
        }
    }

    @BeforeEach
    void makeARemote() throws IOException {
        server = HostedServer.empty(temp.resolve("server"));
        author = GitClient.init(temp.resolve("author"));
        author.write("flight/ruleset.yaml", "title: Flights\n").write("flight/a.drl", "rule A when then end\n");
        author.write("dose/ruleset.yaml", "title: Doses\n").write("dose/a.drl", "rule A when then end\n");
        author.commit("first");
        author.ok("remote", "add", "origin", server.url("admin"));
        author.ok("push", "-q", "origin", "main");
        author.ok("switch", "-q", "-c", "change");
        author.write("flight/a.drl", "rule B when then end\n").commit("a change");
        author.ok("push", "-q", "origin", "change");
        author.ok("switch", "-q", "main");
    }

    @AfterEach
    void stop() {
        node.ifPresent(Node::close);
        server.close();
    }

    private Node start() {
        return start(server.url("admin"));
    }

    private Node start(String remote) {
        Node started = new Node(remote);
        node = Optional.of(started);
        return started;
    }

    private String there() {
        return server.rules().head(BranchName.MAIN).orElseThrow().value();
    }

    private void refuse(boolean refused) {
        server.gate((_, _, _) ->
                refused ? new PushVerdict(Map.of(BranchName.MAIN, "main is protected")) : PushVerdict.ACCEPTED);
    }

    @Test
    void whatIsPromotedIsPushed() {
        Node here = start();
        CommitId candidate = here.promote("change");
        await().until(() -> there().equals(candidate.value()));
        await().until(() -> here.arrived.contains(candidate));
        assertThat(here.moves.pendingPush()).isEmpty();
        assertThat(here.moves.promotion(candidate)).isEqualTo(Promotion.ARRIVED);
    }

    @Test
    void aRefusedPushIsPendingAndTriedAgainAlsoAfterARestart() {
        refuse(true);
        Node here = start();
        CommitId candidate = here.promote("change");
        await().until(() -> here.moves.pendingPush().flatMap(PendingPush::fault).isPresent());
        assertThat(here.moves.pendingPush().orElseThrow().fault().orElse("")).contains("main is protected");
        assertThat(here.moves.promotion(candidate)).isEqualTo(Promotion.PENDING);
        assertThat(here.head("main")).as("fetches leave it").contains(candidate);
        here.close();

        Node again = start();
        await().until(() ->
                again.moves.pendingPush().flatMap(PendingPush::fault).isPresent());
        assertThat(again.head("main")).contains(candidate);
        refuse(false);
        await().atMost(Duration.ofSeconds(30)).until(() -> there().equals(candidate.value()));
    }

    @Test
    void aRemoteThatIsAwayGetsItLater() throws IOException {
        Path bare = temp.resolve("remote.git");
        author.ok("clone", "-q", "--bare", server.url("admin"), bare.toString());
        Node here = start(bare.toUri().toString());
        await().until(() -> here.head("change").isPresent());
        Path away = temp.resolve("away.git");
        Files.move(bare, away);
        CommitId candidate = here.promote("change");
        await().until(() -> here.moves.pendingPush().flatMap(PendingPush::fault).isPresent());
        Files.move(away, bare);
        GitClient there = GitClient.in(bare);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> there.ok("rev-parse", "main").equals(candidate.value()));
    }

    @Test
    void aMainThatMovedInOtherRulesIsMergedAndPushed() {
        refuse(true);
        Node here = start();
        CommitId candidate = here.promote("change");
        await().until(() -> here.moves.pendingPush().flatMap(PendingPush::fault).isPresent());
        refuse(false);
        author.write("dose/a.drl", "rule C when then end\n");
        String between = author.commit("meanwhile");
        author.ok("push", "-q", "origin", "main");
        await().atMost(Duration.ofSeconds(30)).until(() -> !here.arrived.isEmpty());
        author.ok("fetch", "-q", "origin");
        assertThat(author.ok("log", "-1", "--format=%P", "origin/main")).isEqualTo(between + " " + candidate);
        assertThat(here.head("main")).contains(new CommitId(there()));
        assertThat(author.ok("show", "origin/main:flight/a.drl")).isEqualTo("rule B when then end");
        assertThat(here.moves.promotion(candidate)).isEqualTo(Promotion.ARRIVED);
    }

    @Test
    void aMainThatMovedInTheSameRulesDecidesAndThePromotedIsDropped() {
        refuse(true);
        Node here = start();
        CommitId candidate = here.promote("change");
        await().until(() -> here.moves.pendingPush().flatMap(PendingPush::fault).isPresent());
        refuse(false);
        author.write("flight/b.drl", "rule C when then end\n");
        String between = author.commit("meanwhile");
        author.ok("push", "-q", "origin", "main");
        await().until(() -> here.head("main").equals(Optional.of(new CommitId(between))));
        assertThat(here.moves.promotion(candidate)).isEqualTo(Promotion.DROPPED);
        assertThat(there()).isEqualTo(between);
        await().until(() -> here.moves.pendingPush().isEmpty());
        assertThat(here.head("change")).isPresent();
    }

    @Test
    void whatTheRemoteHadAndLostByForceIsNotPushedAgain() {
        Path bare = temp.resolve("remote.git");
        author.ok("clone", "-q", "--bare", server.url("admin"), bare.toString());
        GitClient there = GitClient.in(bare);
        Node here = start(bare.toUri().toString());
        CommitId candidate = here.promote("change");
        await().until(() -> there.ok("rev-parse", "main").equals(candidate.value()));
        await().until(() -> here.moves.promotion(candidate) == Promotion.ARRIVED);
        String before = author.ok("rev-parse", "main");
        author.ok("push", "-qf", bare.toString(), "main");
        await().until(() -> here.head("main").equals(Optional.of(new CommitId(before))));
        await().until(() -> here.arrived.size() > 1);
        assertThat(here.moves.pendingPush()).isEmpty();
        assertThat(here.moves.promotion(candidate)).isEqualTo(Promotion.DROPPED);
        assertThat(there.ok("rev-parse", "main")).isEqualTo(before);
        here.close();

        Node again = start(bare.toUri().toString());
        await().until(() -> !again.arrived.isEmpty());
        assertThat(there.ok("rev-parse", "main")).isEqualTo(before);
    }

    @Test
    void aMainThatSaysTheSameThereIsTakenAsItIs() {
        refuse(true);
        Node here = start();
        CommitId candidate = here.promote("change");
        await().until(() -> here.moves.pendingPush().flatMap(PendingPush::fault).isPresent());
        refuse(false);
        author.write("flight/a.drl", "rule B when then end\n");
        String same = author.commit("the same from another node");
        author.ok("push", "-q", "origin", "main");
        await().until(() -> here.head("main").equals(Optional.of(new CommitId(same))));
        await().until(() -> here.moves.pendingPush().isEmpty());
        assertThat(there()).isEqualTo(same).isNotEqualTo(candidate.value());
    }

    @Test
    void whatIsKeptOutlivesHousekeepingUntilItIsLetGo() throws Exception {
        Node here = start();
        await().until(() -> here.head("change").isPresent() && here.head("main").isPresent());
        CommitId main = here.head("main").orElseThrow();
        MergeOutcome.Clean clean =
                (MergeOutcome.Clean) here.merges.merge(main, here.head("change").orElseThrow());
        CommitId candidate = here.merges.commit(clean, "ana", "Merge\n");
        KeptCommits kept = new GitKeptCommits(here.store.git());
        CommitId nowhere = new CommitId("a".repeat(40));
        kept.keep(Set.of(candidate, nowhere));
        GitClient git = GitClient.in(here.store.folder());
        git.ok("gc", "-q", "--prune=now");
        assertThat(kept.has(candidate)).isTrue();
        assertThat(kept.has(nowhere)).isFalse();
        assertThat(git.ok("for-each-ref", "--format=%(objectname)", "refs/understudy/kept"))
                .contains(candidate.value())
                .doesNotContain(nowhere.value());
        assertThat(author.ok("ls-remote", "origin")).doesNotContain(candidate.value());
        // A start knows nothing of what was kept before.
        new GitKeptCommits(here.store.git()).keep(Set.of());
        git.ok("gc", "-q", "--prune=now");
        assertThat(git.run("cat-file", "-e", candidate.value()).exit()).isNotZero();
    }

    @Test
    void whatNoNodePromotedGivesWayToTheRemote() {
        String bare = temp.resolve("remote.git").toUri().toString();
        author.ok("clone", "-q", "--bare", server.url("admin"), bare.substring("file://".length()));
        Node here = start(bare);
        await().until(() -> here.head("main").isPresent());
        author.ok("commit", "-q", "--amend", "-m", "rewritten");
        author.ok("push", "-qf", bare, "main");
        String rewritten = author.ok("rev-parse", "HEAD");
        await().until(() -> here.head("main").equals(Optional.of(new CommitId(rewritten))));
        assertThat(here.moves.promotion(new CommitId("a".repeat(40)))).isEqualTo(Promotion.UNKNOWN);
    }
}

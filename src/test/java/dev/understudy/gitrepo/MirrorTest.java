package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private static final BranchName DRAFT = new BranchName("draft");
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path temp;

    private GitClient remote;
    private Store store;
    private FetchRecord record;
    private Optional<Mirror> mirror = Optional.empty();
    private final List<BranchUpdate> moves = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void makeARemote() {
        remote = GitClient.init(temp.resolve("remote"));
        remote.write("flight/ruleset.yaml", "title: Flights").commit("first");
        store = Store.open(temp.resolve("data"), Store.Kind.MIRROR, List::of);
        record = record();
    }

    @AfterEach
    void stop() {
        mirror.ifPresent(Mirror::close);
        store.close();
    }

    private FetchRecord record() {
        return new FetchRecord(store.folder().resolve("confirmed"), InstantSource.system());
    }

    private Mirror follow(String url, Duration poll) {
        return follow(new Upstream(url, TestConfig.anonymous()), poll, moves::addAll);
    }

    private Mirror follow(Upstream upstream, Duration poll, BranchListener listener) {
        RemoteMain main = new RemoteMain(store.git(), new PushRecord(InstantSource.system()));
        GitMerges merges = new GitMerges(store.git(), new CommitSigning(store.git(), null));
        Mirror started = new Mirror(
                new Mirror.Ends(store.git(), upstream, main, merges, record), new ReentrantLock(), listener, poll);
        mirror = Optional.of(started);
        started.start();
        return started;
    }

    private GitRulesRepository rules() {
        return new GitRulesRepository(store.git(), Optional.of("somewhere"), record);
    }

    private String url() {
        return remote.folder().toUri().toString();
    }

    private void fetched() {
        Instant before = record.confirmedAt().orElse(Instant.EPOCH);
        mirror.orElseThrow().trigger();
        await().until(() -> record.confirmedAt().orElse(Instant.EPOCH).isAfter(before));
    }

    @Test
    void newMovedRewrittenAndDeletedBranchesAreFollowedAndTold() {
        follow(url(), NEVER);
        await().untilAsserted(() -> assertThat(moves).hasSize(1));
        assertThat(rules().heads()).containsOnlyKeys(BranchName.MAIN);

        remote.ok("switch", "-q", "-c", "draft");
        CommitId one = new CommitId(remote.commit("one"));
        fetched();
        assertThat(rules().head(DRAFT)).contains(one);

        remote.ok("commit", "-q", "--amend", "--allow-empty", "-m", "two");
        CommitId two = new CommitId(remote.ok("rev-parse", "HEAD"));
        fetched();
        assertThat(rules().head(DRAFT)).contains(two);

        remote.ok("switch", "-q", "main");
        remote.ok("branch", "-D", "draft");
        fetched();
        assertThat(rules().head(DRAFT)).isEmpty();
        await().untilAsserted(() -> assertThat(moves)
                .contains(
                        new BranchUpdate(DRAFT, Optional.of(one), Optional.of(two)),
                        new BranchUpdate(DRAFT, Optional.of(two), Optional.empty())));
    }

    @Test
    void aBranchThatBecomesAFolderIsFollowed() {
        remote.ok("branch", "a");
        follow(url(), NEVER);
        await().until(() -> rules().head(new BranchName("a")).isPresent());
        remote.ok("branch", "-D", "a");
        remote.ok("branch", "a/b");
        fetched();
        assertThat(rules().heads()).containsOnlyKeys(BranchName.MAIN, new BranchName("a/b"));
    }

    @Test
    void pollsWithoutBeingTriggered() {
        follow(url(), Duration.ofMillis(50));
        await().until(() -> record.confirmedAt().isPresent());
        CommitId head = new CommitId(remote.commit("more"));
        await().until(() -> rules().head(BranchName.MAIN).equals(Optional.of(head)));
    }

    @Test
    void manyTriggersBecomeFewFetches() {
        AtomicInteger fetches = new AtomicInteger();
        InstantSource counting = () -> {
            fetches.incrementAndGet();
            return Instant.now();
        };
        record = new FetchRecord(store.folder().resolve("confirmed"), counting);
        Mirror following = follow(url(), NEVER);
        for (int i = 0; i < 1_000_000; i++) {
            following.trigger();
        }
        fetched();
        assertThat(fetches).hasValueLessThan(20);
    }

    @Test
    void aRemoteThatIsGoneKeepsWhatIsThereAndIsNeverFresh() throws IOException {
        follow(url(), NEVER);
        await().until(() -> record.confirmedAt().isPresent());
        mirror.orElseThrow().close();
        Instant confirmed = record.confirmedAt().orElseThrow();

        record = record();
        assertThat(record.confirmedAt()).as("kept over a restart").contains(confirmed);
        Files.move(remote.folder(), temp.resolve("elsewhere"));
        follow(url(), Duration.ofMillis(10));
        await().until(() -> record.consecutiveFailures() >= 2);

        RepositoryStatus status = rules().status();
        assertThat(status.confirmedAt()).contains(confirmed);
        assertThat(status.lastError().orElse("")).contains("can't be fetched");
        assertThat(rules().head(BranchName.MAIN)).isPresent();

        Files.move(temp.resolve("elsewhere"), remote.folder());
        await().until(() -> record.consecutiveFailures() == 0);
        assertThat(rules().status().lastError()).isEmpty();
    }

    @Test
    void aRemoteThatHasNoMainAnyMoreIsAFaultAndKeepsWhatIsThere() {
        remote.ok("branch", "draft");
        follow(url(), NEVER);
        await().until(() -> record.confirmedAt().isPresent());
        Instant confirmed = record.confirmedAt().orElseThrow();
        remote.ok("branch", "-m", "main", "trunk");
        remote.ok("branch", "-D", "draft");
        mirror.orElseThrow().trigger();
        await().until(() -> record.consecutiveFailures() > 0);
        assertThat(record.confirmedAt()).contains(confirmed);
        assertThat(rules().heads()).containsKeys(BranchName.MAIN, DRAFT);
        remote.ok("branch", "-m", "trunk", "main");
        fetched();
        assertThat(rules().heads()).containsOnlyKeys(BranchName.MAIN);
    }

    @Test
    void aListenerThatFailsIsToldAgain() {
        AtomicInteger calls = new AtomicInteger();
        follow(new Upstream(url(), TestConfig.anonymous()), Duration.ofMillis(10), updates -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
            }
            moves.addAll(updates);
        });
        await().untilAsserted(() -> assertThat(moves).hasSize(1));
    }

    @Test
    void aRemoteThatAcceptsAndNeverAnswersTimesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            TestConfig config = new TestConfig(null, null, null, null, Duration.ofSeconds(1));
            follow(new Upstream("http://localhost:" + silent.getLocalPort() + "/x.git", config), NEVER, moves::addAll);
            await().until(() -> record.consecutiveFailures() == 1);
        }
    }

    @Test
    void fetchesOverHttpWithAPasswordThatIsNeverShown() throws IOException {
        try (HostedServer http = HostedServer.start(temp.resolve("hosted"))) {
            String withPassword = http.url("reviewer");
            Upstream upstream = new Upstream(withPassword, TestConfig.anonymous());
            assertThat(upstream.display()).isEqualTo(http.anonymousUrl());
            follow(upstream, NEVER, moves::addAll);
            await().until(() -> record.confirmedAt().isPresent());
            assertThat(rules().heads()).isEqualTo(http.rules().heads());
        }
    }

    @Test
    void aWrongAccountIsSaidWithoutItsPassword() throws IOException {
        try (HostedServer http = HostedServer.start(temp.resolve("hosted"))) {
            follow(new Upstream(http.anonymousUrl(), TestConfig.account("app")), NEVER, moves::addAll);
            await().until(() -> record.consecutiveFailures() == 1);
            assertThat(record.lastError().orElse(""))
                    .contains(http.anonymousUrl())
                    .doesNotContain("app:app");
        }
    }

    @Test
    void oddBranchesOfTheRemoteAreWarnedOf() {
        remote.ok("branch", "Draft");
        remote.ok("branch", "draft");
        remote.ok("branch", "x".repeat(201));
        remote.ok("branch", "-m", "main", "trunk");
        follow(url(), NEVER);
        await().until(() -> record.confirmedAt().isPresent());
        assertThat(rules().heads()).containsOnlyKeys(DRAFT, new BranchName("Draft"), new BranchName("trunk"));
        assertThat(rules().status().warnings())
                .anySatisfy(warning -> assertThat(warning).contains("'Draft' and 'draft' differ only in case"))
                .anySatisfy(warning -> assertThat(warning).contains("at most 200 characters"))
                .anySatisfy(warning -> assertThat(warning).contains("no branch 'main'"));
    }

    @Test
    void anEmptyRemoteIsFreshAndEmpty() {
        GitClient.init(temp.resolve("nothing"));
        follow(temp.resolve("nothing").toUri().toString(), NEVER);
        await().until(() -> record.confirmedAt().isPresent());
        assertThat(rules().heads()).isEmpty();
    }
}

package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushTest {
    @TempDir
    private Path temp;

    private HostedServer server;
    private GitClient clone;

    @BeforeEach
    void cloneTheRules() throws IOException {
        server = HostedServer.start(temp.resolve("data"));
        GitClient.in(temp).ok("clone", "-q", server.url("analyst"), "clone");
        clone = GitClient.in(temp.resolve("clone"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String refused(String... push) {
        var before = server.rules().heads();
        List<String> command = new ArrayList<>(List.of("push", "origin"));
        command.addAll(List.of(push));
        GitClient.Result result = clone.run(command.toArray(String[]::new));
        assertThat(result.exit()).as(result.output()).isNotZero();
        assertThat(server.rules().heads()).isEqualTo(before);
        return result.output().replaceAll("\\s+", " ");
    }

    @Nested
    class OfMain {
        @Test
        void isRefusedWithTheWayToGo() {
            clone.commit("change");
            assertThat(refused("HEAD:main"))
                    .contains("only an admin pushes main; push a branch, and ask for its review.");
        }

        @Test
        void isTakenFromAnAdmin() {
            clone.ok("remote", "set-url", "origin", server.url("admin"));
            String head = clone.commit("change");
            clone.ok("push", "-q", "origin", "HEAD:main");
            assertThat(server.rules().head(BranchName.MAIN)).contains(new CommitId(head));
        }

        @Test
        void isNeverRewrittenNorDeleted() {
            clone.ok("remote", "set-url", "origin", server.url("admin"));
            clone.ok("commit", "-q", "--amend", "-m", "other");
            assertThat(refused("--force", "HEAD:main")).contains("main is never rewritten");
            assertThat(refused(":main")).contains("main is never deleted");
        }

        @Test
        void thatIsRefusedTakesTheWholePushWithIt() {
            clone.commit("change");
            assertThat(refused("HEAD:main", "HEAD:refs/heads/mine"))
                    .contains("nothing of this push was taken, since main was refused.");
        }

        @Test
        void thatTheGateRefusesTakesTheWholePushWithIt() {
            clone.ok("remote", "set-url", "origin", server.url("admin"));
            server.gate((_, _, terminal) -> {
                terminal.accept("flight/a.drl:1:2 broken");
                return new PushVerdict(Map.of(BranchName.MAIN, "main would break."));
            });
            clone.commit("change");
            assertThat(refused("HEAD:main", "HEAD:refs/heads/mine"))
                    .contains("remote: flight/a.drl:1:2 broken")
                    .contains("(main would break.)")
                    .contains("nothing of this push was taken");
        }
    }

    @Nested
    class OfADraft {
        @Test
        void mayBeForced() {
            clone.commit("one");
            clone.ok("push", "-q", "origin", "HEAD:refs/heads/draft");
            clone.ok("commit", "-q", "--amend", "--allow-empty", "-m", "two");
            clone.ok("push", "-q", "--force", "origin", "HEAD:refs/heads/draft");
            assertThat(server.rules().head(new BranchName("draft")))
                    .contains(new CommitId(clone.ok("rev-parse", "HEAD")));
        }

        @Test
        void mayDeleteIt() {
            clone.ok("push", "-q", "origin", "HEAD:refs/heads/draft");
            clone.ok("push", "-q", "origin", ":draft");
            assertThat(server.rules().heads()).containsOnlyKeys(BranchName.MAIN);
            assertThat(server.moves().getLast().to()).isEmpty();
        }

        @Test
        void thatIsBehindIsRejected() {
            clone.ok("push", "-q", "origin", "HEAD:refs/heads/draft");
            GitClient.in(temp).ok("clone", "-q", "-b", "draft", server.url("analyst"), "other");
            GitClient other = GitClient.in(temp.resolve("other"));
            clone.commit("mine");
            clone.ok("push", "-q", "origin", "HEAD:draft");
            other.commit("theirs");
            assertThat(other.run("push", "origin", "draft").output()).contains("fetch first");
        }

        @Test
        void canReadItsObjectsAtTheGate() {
            List<String> seen = Collections.synchronizedList(new ArrayList<>());
            server.gate((updates, caller, _) -> {
                CommitId commit = updates.getFirst().to().orElseThrow();
                seen.add(caller.name() + server.rules().rulesets(commit).keySet());
                return PushVerdict.ACCEPTED;
            });
            clone.write("dose/ruleset.yaml", "title: Dose").commit("dose");
            clone.ok("push", "-q", "origin", "HEAD:refs/heads/dose");
            assertThat(seen).containsExactly("analyst[dose, flight]");
        }

        @Test
        void isRefusedAsAWholeWhenTheGateFails() {
            server.gate((_, _, _) -> {
                throw new IllegalStateException("secret internals");
            });
            assertThat(refused("HEAD:refs/heads/x"))
                    .contains("the rules could not be checked")
                    .doesNotContain("secret");
        }

        @Test
        void staysStoredWhenTheListenerFails() {
            server.listener(_ -> {
                throw new IllegalStateException("secret internals");
            });
            String output = clone.ok("push", "origin", "HEAD:refs/heads/x");
            assertThat(output).contains("could not be made live yet").doesNotContain("secret");
            assertThat(server.rules().head(new BranchName("x"))).isPresent();
        }

        @Test
        void printsNoControlCharactersOfTheGate() {
            server.gate((_, _, terminal) -> {
                terminal.accept("red \u001b[31m\u0007 line\nsecond");
                return PushVerdict.ACCEPTED;
            });
            String output = clone.ok("push", "origin", "HEAD:refs/heads/x");
            assertThat(output).contains("remote: red  [31m  line second").doesNotContain("\u001b[31m");
        }
    }

    @Nested
    class OfOddRefs {
        @Test
        void tagsAndOthersAreRefusedByName() {
            assertThat(refused("HEAD:refs/tags/v1")).contains("'refs/tags/v1' is none");
            assertThat(refused("HEAD:refs/notes/x")).contains("'refs/notes/x' is none");
        }

        @Test
        void aNameThatIsTooLongIsRefused() {
            assertThat(refused("HEAD:refs/heads/" + "x".repeat(201))).contains("at most 200 characters");
        }

        @Test
        void aNameThatDiffersOnlyInCaseIsRefusedNamingBoth() {
            clone.ok("push", "-q", "origin", "HEAD:refs/heads/Feature");
            assertThat(refused("HEAD:refs/heads/feature"))
                    .contains("'feature' differs only in case from the branch 'Feature'");
            assertThat(refused("HEAD:refs/heads/feature/x")).contains("'feature/x' and the branch 'Feature'");
        }

        @Test
        void aNameThatIsAFolderOfAnotherIsRefusedNamingIt() {
            clone.ok("push", "-q", "origin", "HEAD:refs/heads/a/b");
            assertThat(refused("HEAD:refs/heads/a")).contains("'a' and the branch 'a/b' can't both exist");
            assertThat(refused("HEAD:refs/heads/a/b/c")).contains("'a/b/c' and the branch 'a/b' can't both exist");
        }

        @Test
        void twoNewNamesOfOnePushAreComparedToo() {
            String output = clone.run("push", "origin", "HEAD:refs/heads/new", "HEAD:refs/heads/NEW")
                    .output();
            assertThat(output).contains("differs only in case");
            assertThat(server.rules().heads()).hasSize(2);
        }

        @Test
        void aNameThatThePushItselfFreesIsTaken() {
            clone.ok("push", "-q", "origin", "HEAD:refs/heads/a");
            clone.ok("push", "-q", "origin", ":refs/heads/a", "HEAD:refs/heads/a/b");
            assertThat(server.rules().heads()).containsOnlyKeys(BranchName.MAIN, new BranchName("a/b"));
        }

        @Test
        void aTagObjectIsNoHead() {
            clone.ok("tag", "-a", "-m", "tag", "v1");
            assertThat(refused("v1^{tag}:refs/heads/x")).contains("a branch points at a commit");
        }
    }

    @Test
    void ofTwoPushesToOneBranchAtOnceOneWins() throws Exception {
        clone.ok("push", "-q", "origin", "HEAD:refs/heads/draft");
        CountDownLatch bothAtTheGate = new CountDownLatch(2);
        server.gate((_, _, _) -> {
            bothAtTheGate.countDown();
            try {
                bothAtTheGate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return PushVerdict.ACCEPTED;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<GitClient.Result>> results = new ArrayList<>();
            for (String name : List.of("one", "two")) {
                GitClient.in(temp).ok("clone", "-q", "-b", "draft", server.url("analyst"), name);
                GitClient client = GitClient.in(temp.resolve(name));
                client.commit(name);
                results.add(threads.submit(() -> client.run("push", "origin", "draft")));
            }
            List<GitClient.Result> done =
                    List.of(results.get(0).get(), results.get(1).get());
            assertThat(done).filteredOn(result -> result.exit() == 0).hasSize(1);
            assertThat(done)
                    .filteredOn(result -> result.exit() != 0)
                    .singleElement()
                    .satisfies(result -> assertThat(result.output()).contains("run 'git fetch', then push again"));
            assertThat(server.moves()).hasSize(2);
        }
    }
}

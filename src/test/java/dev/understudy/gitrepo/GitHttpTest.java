package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.testsupport.GitClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitHttpTest {
    @TempDir
    private Path temp;

    private HostedServer server;
    private GitClient clone;

    @BeforeEach
    void cloneTheRules() throws IOException {
        server = HostedServer.start(temp.resolve("data"));
        clone = cloned("clone", server.url("analyst"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private GitClient cloned(String folder, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "clone";
        command[1] = "-q";
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        command[command.length - 1] = folder;
        GitClient.in(temp).ok(command);
        return GitClient.in(temp.resolve(folder));
    }

    @Test
    void aCloneHoldsTheSampleRules() {
        assertThat(clone.folder().resolve("flight/ruleset.yaml")).hasContent("title: Flights");
        assertThat(clone.ok("log", "--format=%an <%ae>")).isEqualTo("Understudy <understudy@localhost>");
    }

    @Test
    void aPushedBranchIsThereAndToldBeforeThePushReturns() {
        clone.ok("switch", "-q", "-c", "feature/x");
        String head = clone.write("flight/a.drl", "changed").commit("change");
        clone.ok("push", "-q", "origin", "feature/x");

        assertThat(server.rules().head(new BranchName("feature/x"))).contains(new CommitId(head));
        assertThat(server.moves())
                .containsExactly(new BranchUpdate(
                        new BranchName("feature/x"), Optional.empty(), Optional.of(new CommitId(head))));
    }

    @Test
    void aPushOfNothingIsFine() {
        assertThat(clone.ok("push", "origin", "main")).contains("Everything up-to-date");
        assertThat(server.moves()).isEmpty();
    }

    @Test
    void shallowAndPartialClonesWork() {
        for (int i = 0; i < 3; i++) {
            clone.write("flight/a.drl", "version " + i).commit("version " + i);
        }
        clone.ok("push", "-q", "origin", "HEAD:refs/heads/long");

        GitClient shallow = cloned("shallow", "--depth=1", "-b", "long", server.url("reviewer"));
        assertThat(shallow.ok("rev-list", "--count", "HEAD")).isEqualTo("1");

        GitClient partial =
                cloned("partial", "--filter=blob:none", "--no-checkout", "-b", "long", server.url("reviewer"));
        assertThat(partial.ok("show", "HEAD~2:flight/a.drl")).isEqualTo("version 0");
    }

    @Test
    void whatNoBranchReachesIsNotGivenOut() {
        clone.ok("switch", "-q", "-c", "gone");
        String secret = clone.write("flight/secret.drl", "secret").commit("secret");
        clone.ok("push", "-q", "origin", "gone");
        clone.ok("push", "-q", "origin", ":gone");
        assertThat(server.rules().hasCommit(new CommitId(secret))).isFalse();

        GitClient other = cloned("other", server.url("analyst"));
        assertThat(other.run("fetch", "origin", secret).output()).contains("No branch holds " + secret);
    }

    @Test
    void protocolVersionsZeroAndTwoBothWork() {
        assertThat(clone.ok("-c", "protocol.version=0", "ls-remote", "origin")).contains("refs/heads/main");
        assertThat(clone.ok("-c", "protocol.version=2", "ls-remote", "origin")).contains("refs/heads/main");
    }

    @Test
    void manyBranchesFetchWithAZippedRequest() {
        clone.ok("switch", "-q", "-c", "work");
        for (int i = 0; i < 40; i++) {
            clone.commit("commit " + i);
            clone.ok("branch", "b" + i);
        }
        clone.ok("push", "-q", "origin", "--all");
        GitClient other = cloned("other", server.url("auditor"));
        assertThat(other.ok("for-each-ref", "--format=x", "refs/remotes/origin").lines())
                .hasSizeGreaterThan(40);
        clone.ok("fetch", "-q", "origin");
    }

    @Test
    void anonymousIsAskedForCredentials() throws Exception {
        HttpResponse<String> answer = get("/info/refs?service=git-upload-pack", null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Basic realm=\"understudy\"");
        assertThat(GitClient.in(temp).run("ls-remote", server.anonymousUrl()).output())
                .contains("could not read Username");
    }

    @Test
    void anAppMayNotCloneAndIsToldWhy() {
        GitClient.Result result = GitClient.in(temp).run("ls-remote", server.url("app"));
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("remote: 'app' lacks the right fetch;");
    }

    @Test
    void aReviewerMayNotPushAndIsToldWhy() {
        clone.ok("remote", "set-url", "origin", server.url("reviewer"));
        GitClient.Result result = clone.run("push", "origin", "HEAD:refs/heads/mine");
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("remote: 'reviewer' lacks the right push;");
    }

    @Test
    void theDumbProtocolIsRefusedWithASentence() throws Exception {
        HttpResponse<String> refs = get("/info/refs", "analyst");
        assertThat(refs.statusCode()).isEqualTo(403);
        assertThat(refs.body()).contains("smart HTTP");
        assertThat(get("/objects/info/packs", "analyst").statusCode()).isEqualTo(404);
        assertThat(get("/HEAD", "analyst").statusCode()).isEqualTo(404);
    }

    @Test
    void answersAreNeverCachedAndHaveGitsTypes() throws Exception {
        HttpResponse<String> answer = get("/info/refs?service=git-receive-pack", "analyst");
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/x-git-receive-pack-advertisement");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).startsWith("no-cache");
        assertThat(answer.body()).startsWith("001f# service=git-receive-pack\n0000");
    }

    @Test
    void aBodyOfAnotherTypeOrEncodingIsRefused() throws Exception {
        assertThat(post("git-upload-pack", "text/plain", "identity", "0000".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("git-upload-pack", "application/x-git-upload-pack-request", "br", new byte[4])
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aZippedBodyThatUnfoldsWithoutEndIsCut() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        byte[] want = ("0032want " + "1".repeat(40) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            for (int i = 0; i < 1_000_000; i++) {
                zip.write(want);
            }
        }
        HttpResponse<String> answer =
                post("git-upload-pack", "application/x-git-upload-pack-request", "gzip", zipped.toByteArray());
        assertThat(answer.body()).contains("which is too much");
    }

    @Test
    void aCopyOfARemoteServesReadsAndNamesWhereToPush() throws IOException {
        server.close();
        server = HostedServer.copyOf(temp.resolve("data"), "https://git.example.org/rules.git");
        clone.ok("remote", "set-url", "origin", server.url("admin"));
        clone.ok("fetch", "-q", "origin");
        assertThat(clone.run("push", "origin", "HEAD:refs/heads/x").output())
                .contains("copy of https://git.example.org/rules.git; push there");
    }

    @Test
    void anEmptyRepositoryCanBeClonedAndTakesItsFirstCommit() throws IOException {
        try (HostedServer empty = HostedServer.empty(temp.resolve("empty"))) {
            GitClient first = cloned("first", empty.url("admin"));
            assertThat(empty.rules().heads()).isEmpty();
            first.write("a/ruleset.yaml", "").commit("first");
            first.ok("push", "-q", "origin", "HEAD:main");
            assertThat(empty.rules().heads()).containsOnlyKeys(BranchName.MAIN);
        }
    }

    @Test
    void nothingIsLeftUnfinishedInTheObjects() throws IOException {
        clone.write("x.bin", new byte[100]).commit("more");
        clone.ok("push", "-q", "origin", "HEAD:refs/heads/more");
        try (var files = Files.walk(server.store().folder().resolve("objects"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    private HttpResponse<String> get(String path, @org.jspecify.annotations.Nullable String account) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.anonymousUrl() + path));
        if (account != null) {
            request.header("Authorization", basic(account));
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> post(String service, String type, String encoding, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.anonymousUrl() + "/" + service))
                .header("Authorization", basic("analyst"))
                .header("Content-Type", type)
                .header("Content-Encoding", encoding)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String basic(String account) {
        return "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + account).getBytes(StandardCharsets.UTF_8));
    }
}

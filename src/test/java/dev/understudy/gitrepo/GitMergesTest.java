package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.SignatureVerifier.SignatureVerification;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merges in memory, and moves by compare-and-set, in a repository that real git fills. */
class GitMergesTest {
    private static final BranchName X = new BranchName("x");

    @TempDir
    private Path temp;

    private HostedServer server;
    private GitClient clone;
    private Repository git;
    private GitMerges merges;

    @BeforeEach
    void cloneTheRules() throws IOException {
        server = HostedServer.start(temp.resolve("data"));
        git = server.store().git();
        merges = new GitMerges(git, new CommitSigning(git, null));
        GitClient.in(temp).ok("clone", "-q", server.url("admin"), "clone");
        clone = GitClient.in(temp.resolve("clone"));
        clone.write("flight/a.drl", "one\ntwo\nthree\nfour\nfive\n").commit("Lines");
        clone.ok("push", "-q", "origin", "HEAD:main");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CommitId head(String branch) {
        return server.rules().head(new BranchName(branch)).orElseThrow();
    }

    /** Pushes one change on main and one on x, which both begin at main. */
    private MergeOutcome merged(Runnable onMain, Runnable onBranch) {
        clone.ok("checkout", "-q", "-b", "x");
        onBranch.run();
        clone.commit("On the branch");
        clone.ok("push", "-q", "origin", "x");
        clone.ok("checkout", "-q", "main");
        onMain.run();
        clone.commit("On main");
        clone.ok("push", "-q", "origin", "HEAD:main");
        return merges.merge(head("main"), head("x"));
    }

    @Test
    void changesOfDifferentLinesGoTogether() {
        MergeOutcome outcome = merged(
                () -> clone.write("flight/a.drl", "ONE\ntwo\nthree\nfour\nfive\n"),
                () -> clone.write("flight/a.drl", "one\ntwo\nthree\nfour\nFIVE\n"));
        assertThat(outcome).isInstanceOfSatisfying(MergeOutcome.Clean.class, clean -> {
            CommitId commit = merges.commit(clean, "analyst", "Merge\n\nChange-Request: 1\n");
            History history = new GitHistory(git);
            assertThat(history.file(commit, "flight/a.drl", 1_000))
                    .get()
                    .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo("ONE\ntwo\nthree\nfour\nFIVE\n");
            assertThat(history.commits(commit, List.of(head("main")), 10)).contains(commit, head("x"));
            assertThat(history.mergeBase(commit, head("x"))).contains(head("x"));
            assertThat(history.changedPaths(head("main"), commit, 10)).containsExactly("flight/a.drl");
            assertThat(history.subject(commit)).isEqualTo("Merge");
        });
        assertThat(merges.merge(head("main"), head("x"))).isSameAs(outcome);
    }

    @Test
    void changesOfTheSameLinesAreShownWithBothSides() {
        MergeOutcome outcome = merged(
                () -> clone.write("flight/a.drl", "one\ntwo\nMAIN\nfour\nfive\n"),
                () -> clone.write("flight/a.drl", "one\ntwo\nBRANCH\nMORE\nfour\nfive\n"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MergeOutcome.Conflict.class,
                        conflict -> assertThat(conflict.files())
                                .containsExactly(new MergeOutcome.FileConflict(
                                        "flight/a.drl",
                                        MergeOutcome.Kind.BOTH_CHANGED,
                                        List.of(new MergeOutcome.Place(
                                                new MergeOutcome.Side(3, 1, "MAIN\n"),
                                                new MergeOutcome.Side(3, 2, "BRANCH\nMORE\n"))))));
    }

    @Test
    void whatOneSideDeletedIsSaidSo() {
        MergeOutcome outcome =
                merged(() -> clone.ok("rm", "-q", "flight/a.drl"), () -> clone.write("flight/a.drl", "one\nBRANCH\n"));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MergeOutcome.Conflict.class,
                        conflict -> assertThat(conflict.files())
                                .extracting(MergeOutcome.FileConflict::kind)
                                .containsExactly(MergeOutcome.Kind.DELETED_ON_MAIN));
    }

    @Test
    void filesThatAreNoTextsCantBeMerged() {
        MergeOutcome outcome = merged(
                () -> clone.write("flight/t.xlsx", new byte[] {0, 1, 2}),
                () -> clone.write("flight/t.xlsx", new byte[] {0, 2, 1}));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MergeOutcome.Conflict.class,
                        conflict -> assertThat(conflict.files())
                                .extracting(MergeOutcome.FileConflict::kind)
                                .containsExactly(MergeOutcome.Kind.NOT_MERGEABLE));
    }

    @Test
    void aBranchWithoutADifferenceBringsNothing() {
        assertThat(merges.merge(head("main"), head("main"))).isInstanceOf(MergeOutcome.Nothing.class);
        MergeOutcome same = merged(() -> clone.write("b", "same"), () -> clone.write("b", "same"));
        assertThat(same).isInstanceOf(MergeOutcome.Nothing.class);
    }

    /** A private key; {@code allowed} beside it has the public one. */
    private Path key() throws Exception {
        Path key = temp.resolve("id");
        KeyPair pair = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        try (var out = Files.newOutputStream(key)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
        }
        Files.writeString(
                temp.resolve("allowed"), "understudy@localhost " + PublicKeyEntry.toString(pair.getPublic()) + "\n");
        return key;
    }

    @Test
    void commitsAreSignedWithTheKeyThatIsConfigured() throws Exception {
        MergeOutcome.Clean clean =
                (MergeOutcome.Clean) merged(() -> clone.write("b", "b"), () -> clone.write("c", "c"));
        CommitId commit = new GitMerges(git, new CommitSigning(git, key())).commit(clean, "analyst", "Signed\n");
        try (RevWalk walk = new RevWalk(git)) {
            RevCommit signed = walk.parseCommit(ObjectId.fromString(commit.value()));
            assertThat(new String(signed.getRawGpgSignature(), StandardCharsets.US_ASCII))
                    .startsWith("-----BEGIN SSH SIGNATURE-----");
            Config config = new Config();
            config.setString(
                    "gpg", "ssh", "allowedSignersFile", temp.resolve("allowed").toString());
            SignatureVerification verification =
                    Objects.requireNonNull(SignatureVerifiers.verify(git, new GpgConfig(config), signed));
            assertThat(verification.verified()).as("%s", verification).isTrue();
        }
        CommitId plain = merges.commit(clean, "analyst", "Plain\n");
        try (RevWalk walk = new RevWalk(git)) {
            assertThat(walk.parseCommit(ObjectId.fromString(plain.value())).getRawGpgSignature())
                    .isNull();
        }
    }

    @Test
    void aKeyThatSignsNothingIsRefusedNamingTheSetting() throws IOException {
        Path none = temp.resolve("none");
        Path text = Files.writeString(temp.resolve("text"), "no key");
        for (Path key : List.of(none, text)) {
            assertThatThrownBy(() -> new CommitSigning(git, key))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("understudy.repository.commit-key: the file " + key);
        }
    }

    /** 3,200,000 files, of five trees and one blob. */
    private CommitId endless() throws IOException {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            ObjectId child = inserter.insert(Constants.OBJ_BLOB, new byte[] {'x'});
            FileMode mode = FileMode.REGULAR_FILE;
            for (int level = 0; level < 5; level++) {
                TreeFormatter tree = new TreeFormatter();
                for (char name = 'a'; name < 'a' + 20; name++) {
                    tree.append(String.valueOf(name), mode, child);
                }
                child = inserter.insert(tree);
                mode = FileMode.TREE;
            }
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(child);
            commit.setParentId(ObjectId.fromString(head("main").value()));
            commit.setAuthor(Seeding.author());
            commit.setCommitter(Seeding.author());
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return new CommitId(id.name());
        }
    }

    @Test
    void treesThatUnfoldWithoutAnEndAreNotMerged() throws IOException {
        MergeOutcome outcome = merges.merge(head("main"), endless());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        MergeOutcome.Conflict.class,
                        conflict -> assertThat(conflict.files())
                                .extracting(MergeOutcome.FileConflict::kind)
                                .containsExactly(MergeOutcome.Kind.TOO_MANY_FILES));
    }

    private BranchMoves moves(BranchListener listener) {
        PushPorts ports =
                new PushPorts((_, _, _) -> PushVerdict.ACCEPTED, listener, (_, _) -> {}, new ReentrantLock(), 1 << 20);
        return new GitBranchMoves(git, ports, Optional.empty(), null);
    }

    @Test
    void ofManyMovesFromOneCommitOneSucceedsAndTheOthersAreToldWhereItIs() throws Exception {
        MergeOutcome.Clean clean =
                (MergeOutcome.Clean) merged(() -> clone.write("b", "b"), () -> clone.write("c", "c"));
        CommitId before = head("main");
        List<BranchUpdate> told = new ArrayList<>();
        BranchMoves moves = moves(told::addAll);
        List<Future<Optional<BranchUpdate>>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                CommitId candidate = merges.commit(clean, "analyst", "Candidate " + i + "\n");
                results.add(threads.submit(() ->
                        moves.move(new BranchMoves.Move(BranchName.MAIN, before, candidate, Map.of(), "a merge"))));
            }
        }
        List<Optional<BranchUpdate>> done = new ArrayList<>();
        for (Future<Optional<BranchUpdate>> result : results) {
            done.add(result.get());
        }
        assertThat(done).filteredOn(Optional::isEmpty).hasSize(1);
        assertThat(done)
                .filteredOn(Optional::isPresent)
                .allSatisfy(between -> assertThat(between)
                        .contains(new BranchUpdate(BranchName.MAIN, Optional.of(before), Optional.of(head("main")))));
        assertThat(told)
                .containsExactly(new BranchUpdate(BranchName.MAIN, Optional.of(before), Optional.of(head("main"))));
    }

    @Test
    void aMoveWaitsForBranchesToBeWhereTheyWereLookedAt() {
        MergeOutcome.Clean clean =
                (MergeOutcome.Clean) merged(() -> clone.write("b", "b"), () -> clone.write("c", "c"));
        CommitId before = head("main");
        CommitId candidate = merges.commit(clean, "analyst", "Candidate\n");
        Optional<BranchUpdate> between = moves(_ -> {})
                .move(new BranchMoves.Move(BranchName.MAIN, before, candidate, Map.of(X, before), "a merge"));
        assertThat(between).contains(new BranchUpdate(X, Optional.of(before), Optional.of(head("x"))));
        assertThat(head("main")).isEqualTo(before);
    }

    @Test
    void optionsOfAPushReachWhoListens() {
        List<Push> pushes = new ArrayList<>();
        server.pushes((push, terminal) -> {
            pushes.add(push);
            terminal.accept("heard of " + push.options());
        });
        clone.commit("A change");
        String output = clone.run("push", "-o", "a=b c", "-o", "d", "origin", "HEAD:refs/heads/y")
                .output();
        assertThat(output).contains("remote: heard of [a=b c, d]");
        assertThat(pushes).singleElement().satisfies(push -> {
            assertThat(push.caller().name()).isEqualTo("admin");
            assertThat(push.origin()).isEqualTo("http://localhost:" + server.port());
            assertThat(push.updates()).extracting(BranchUpdate::branch).containsExactly(new BranchName("y"));
        });
    }
}

package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.ruleset.TreeId;
import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitRulesRepositoryTest {
    private static final RulesetName FLIGHT = new RulesetName("flight");

    @TempDir
    private Path temp;

    private GitClient work;
    private Repository git;
    private RulesRepository rules;

    @BeforeEach
    void open() throws IOException {
        GitSettings.install();
        work = GitClient.init(temp.resolve("work"));
        git = new FileRepository(temp.resolve("work/.git").toFile());
        rules = new GitRulesRepository(git, Optional.empty(), Freshness.hosted(InstantSource.system()));
    }

    @AfterEach
    void close() {
        git.close();
    }

    private CommitId commit() {
        return new CommitId(work.commit("change"));
    }

    private RulesetSource readFlight(CommitId commit) {
        return rules.read(FLIGHT, Objects.requireNonNull(rules.rulesets(commit).get(FLIGHT)));
    }

    @Test
    void aRepositoryWithoutACommitHasNoHeads() {
        assertThat(rules.heads()).isEmpty();
        assertThat(rules.head(BranchName.MAIN)).isEmpty();
    }

    @Test
    void rulesetsAreFoldersWithAManifest() {
        work.write("flight/ruleset.yaml", "").write("dose/ruleset.yaml", "").write("docs/a.md", "");
        CommitId commit = commit();
        assertThat(rules.rulesets(commit).keySet()).containsExactly(new RulesetName("dose"), new RulesetName("flight"));
        assertThat(rules.layoutFaults(commit)).isEmpty();
        assertThat(rules.heads()).containsEntry(BranchName.MAIN, commit);
    }

    @Test
    void theTreeOfARulesetIsTheSameOnAnyCommitThatDoesNotTouchIt() {
        CommitId one = new CommitId(work.write("flight/ruleset.yaml", "").commit("one"));
        CommitId two = new CommitId(work.write("README.md", "").commit("two"));
        assertThat(rules.rulesets(two)).isEqualTo(rules.rulesets(one));
    }

    @Test
    void filesAreReadSortedByPath() {
        work.write("flight/ruleset.yaml", "title: T")
                .write("flight/scenarios/b.yaml", "b")
                .write("flight/a.drl", "ä");
        RulesetSource source = readFlight(commit());
        assertThat(source.files().stream().map(SourceFile::path))
                .containsExactly("a.drl", "ruleset.yaml", "scenarios/b.yaml");
        assertThat(source.files().getFirst().text()).isEqualTo("ä");
    }

    @Test
    void rulesWithoutARulesetAreWarnedOfAndBadNamesAreErrors() {
        work.write("lost/deep/er/x.drl", "")
                .write("top.drl.csv", "")
                .write("Bad_Name/ruleset.yaml", "")
                .write("folder/ruleset.yaml/oops", "");
        assertThat(rules.layoutFaults(commit()).stream().map(Diagnostic::text))
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("Bad_Name/ruleset.yaml:1:1 The folder 'Bad_Name'"),
                        text -> assertThat(text).startsWith("folder/ruleset.yaml:1:1 ruleset.yaml has to be a plain"),
                        text -> assertThat(text).startsWith("lost/deep/er/x.drl:1:1 warning: The folder 'lost'"),
                        text -> assertThat(text).startsWith("top.drl.csv:1:1 warning: Rules at the top"));
    }

    @Test
    void anUnknownCommitIsAProblemThatNamesIt() {
        String unknown = "1".repeat(40);
        assertThatThrownBy(() -> rules.rulesets(new CommitId(unknown)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(unknown);
        assertThat(rules.hasCommit(new CommitId(unknown))).isFalse();
    }

    @Test
    void aTreeOrBlobIsNoCommit() {
        work.write("flight/ruleset.yaml", "x").commit("one");
        assertThat(rules.hasCommit(new CommitId(work.ok("rev-parse", "HEAD^{tree}"))))
                .isFalse();
        assertThat(rules.hasCommit(new CommitId(work.ok("rev-parse", "HEAD:flight/ruleset.yaml"))))
                .isFalse();
    }

    @Test
    void onlyCommitsThatABranchReachesCanBeNamed() {
        CommitId one = commit();
        CommitId two = commit();
        assertThat(rules.hasCommit(one)).isTrue();
        assertThat(rules.hasCommit(two)).isTrue();
        work.ok("reset", "-q", "--hard", one.value());
        assertThat(rules.hasCommit(two)).isFalse();
        work.ok("branch", "again", two.value());
        assertThat(rules.hasCommit(two)).isTrue();
    }

    @Test
    void symbolicLinksAndSubmodulesAreRefusedWithTheirPlace() throws IOException {
        work.write("flight/ruleset.yaml", "");
        Files.createSymbolicLink(work.folder().resolve("flight/link.drl"), Path.of("/etc/passwd"));
        work.ok("add", "-A");
        work.ok("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",flight/module");
        work.ok("commit", "-q", "-m", "odd");
        CommitId commit = new CommitId(work.ok("rev-parse", "HEAD"));
        assertThatThrownBy(() -> readFlight(commit)).isInstanceOfSatisfying(RepositoryFault.class, fault -> {
            assertThat(fault.diagnostics())
                    .extracting(Diagnostic::file)
                    .containsExactly("flight/link.drl", "flight/module");
            assertThat(fault.diagnostics().getFirst().message()).contains("symbolic link");
            assertThat(fault.diagnostics().getLast().message()).contains("submodule");
        });
    }

    @Test
    void aFileThatIsTooLargeIsRefusedByName() {
        work.write("flight/ruleset.yaml", "").write("flight/big.drl", new byte[(4 << 20) + 1]);
        CommitId commit = commit();
        assertThatThrownBy(() -> readFlight(commit))
                .hasMessageContaining("flight/big.drl:1:1 A file of a ruleset has at most 4 MiB");
    }

    @Test
    void tooMuchInAllIsRefused() {
        work.write("flight/ruleset.yaml", "");
        for (int i = 0; i < 5; i++) {
            work.write("flight/" + i + ".drl", new byte[(4 << 20) - i]);
        }
        CommitId commit = commit();
        assertThatThrownBy(() -> readFlight(commit)).hasMessageContaining("at most 16 MiB together");
    }

    @Test
    void tooManyFilesAreRefused() {
        work.write("flight/ruleset.yaml", "");
        for (int i = 0; i < 2_000; i++) {
            work.write("flight/" + i + ".drl", "");
        }
        CommitId commit = commit();
        assertThatThrownBy(() -> readFlight(commit)).hasMessageContaining("at most 2,000 files");
    }

    @Test
    void treesThatHoldOneAnotherManyTimesAreCut() throws Exception {
        String tree = work.ok("hash-object", "-t", "tree", "-w", "/dev/null");
        for (int depth = 0; depth < 20; depth++) {
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                entries.append("040000 tree ")
                        .append(tree)
                        .append("\tf")
                        .append(i)
                        .append('\n');
            }
            Path file = temp.resolve("entries");
            Files.writeString(file, entries);
            tree = mktree(file);
        }
        TreeId bomb = new TreeId(tree);
        assertThatThrownBy(() -> rules.read(FLIGHT, bomb)).hasMessageContaining("files and folders, nested at most");
    }

    @Test
    void filesThatAreNotHereAreSaidToBeAway() {
        TreeId nowhere = new TreeId("1".repeat(40));
        assertThatThrownBy(() -> rules.read(FLIGHT, nowhere))
                .isInstanceOf(FilesNotHere.class)
                .hasMessageContaining(nowhere.value());
    }

    private String mktree(Path entries) throws Exception {
        Process process = new ProcessBuilder("git", "mktree")
                .directory(work.folder().toFile())
                .redirectInput(entries.toFile())
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feature/x", "a/b/c/d", "ümlaut", "with-dash_and.dot"})
    void namesWithSlashesAndLettersOfAnyKindAreRead(String name) {
        CommitId head = commit();
        work.ok("branch", name);
        assertThat(rules.head(new BranchName(name))).contains(head);
        assertThat(rules.heads()).containsKey(new BranchName(name));
    }
}

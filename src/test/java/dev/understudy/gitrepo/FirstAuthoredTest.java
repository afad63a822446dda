package dev.understudy.gitrepo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.CommitId;
import dev.understudy.testsupport.GitClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the first commit of a change was written. */
class FirstAuthoredTest {
    private static final String MONDAY = "2026-01-05T09:00:00Z";
    private static final String TUESDAY = "2026-01-06T09:00:00Z";
    private static final String FRIDAY = "2026-01-09T09:00:00Z";

    @TempDir
    private Path temp;

    private CommitId commit(GitClient git, String file, String at) {
        git.write(file, at + "\n");
        git.ok("add", "-A");
        git.ok("commit", "-q", "-m", "At " + at, "--date=" + at);
        return new CommitId(git.ok("rev-parse", "HEAD"));
    }

    @Test
    void itIsTheFirstThatChangedTheFolderAlsoAfterARebase() throws IOException {
        GitClient git = GitClient.init(temp.resolve("rules"));
        CommitId base = commit(git, "flight/a.drl", "2026-01-01T09:00:00Z");
        git.ok("checkout", "-q", "-b", "x");
        commit(git, "dose/a.drl", MONDAY);
        commit(git, "flight/b.drl", TUESDAY);
        commit(git, "flight/c.drl", FRIDAY);
        git.ok("checkout", "-q", "main");
        CommitId main = commit(git, "dose/b.drl", FRIDAY);
        git.ok("rebase", "-q", "main", "x");
        CommitId head = new CommitId(git.ok("rev-parse", "HEAD"));
        try (Repository repository = new FileRepositoryBuilder()
                .setGitDir(git.folder().resolve(".git").toFile())
                .build()) {
            History history = new GitHistory(repository);
            assertThat(history.firstAuthored(head, main, "flight")).contains(Instant.parse(TUESDAY));
            assertThat(history.firstAuthored(head, base, "dose")).contains(Instant.parse(MONDAY));
            assertThat(history.firstAuthored(main, base, "flight")).isEmpty();
            assertThat(history.firstAuthored(head, head, "flight")).isEmpty();
            CommitId nobodys = new CommitId("0123456789".repeat(4));
            assertThatThrownBy(() -> history.firstAuthored(nobodys, base, "flight"))
                    .isInstanceOf(ProblemException.class);
        }
    }
}

package dev.understudy.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.GitClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of git, by everybody, with the real git: what comes of it is what is written down. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class GitRightsTest {
    @TempDir
    Path folder;

    static List<RightsFile.Row> operations() {
        return RightsFile.rows().stream()
                .filter(row -> row.call().startsWith("git "))
                .toList();
    }

    @Test
    void thereIsALineForEachOperation() {
        assertThat(operations())
                .extracting(RightsFile.Row::call)
                .containsExactlyInAnyOrder(
                        "git clone", "git push a branch", "git push a deleted branch", "git push main");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationLetsInWhomTheFileNamesAndNobodyElse(RightsFile.Row row) {
        SortedMap<String, Boolean> found = new TreeMap<>();
        for (String who : row.lets().keySet()) {
            found.put(who, isLetIn(row.call(), who));
        }
        assertThat(found).isEqualTo(row.lets());
    }

    private boolean isLetIn(String operation, String who) {
        Author author = Author.clone("analyst", folder);
        GitClient git = author.git();
        String branch = author.branch();
        String head = author.push();
        git.ok("remote", "set-url", "origin", url(who));
        GitClient.Result result = switch (operation) {
            case "git clone" -> git.run("clone", "-q", url(who), "other");
            case "git push a branch" -> push(git, branch, "HEAD:" + branch);
            case "git push a deleted branch" -> git.run("push", "-q", "origin", ":" + branch);
            // Nobody may do this, and only whoever may push main is told so.
            case "git push main" -> push(git, branch, "+" + orphan(git) + ":refs/heads/main");
            default -> throw new AssertionError(operation);
        };
        String told = result.output();
        if (operation.equals("git push main")) {
            assertThat(result.exit()).isNotZero();
            return told.contains("main is never rewritten");
        }
        if (result.exit() != 0) {
            assertThat(told).containsAnyOf("'" + who + "' lacks the right ", "could not read Username");
            assertThat(told.contains("could not read Username")).isEqualTo(who.equals(RightsFile.NOBODY));
        }
        GitClient analyst = GitClient.in(git.folder());
        analyst.ok("remote", "set-url", "origin", url("analyst"));
        String now = analyst.ok("ls-remote", "origin", "refs/heads/" + branch);
        boolean asItWas = now.startsWith(head);
        assertThat(asItWas).isEqualTo(result.exit() != 0 || operation.equals("git clone"));
        return result.exit() == 0;
    }

    private static GitClient.Result push(GitClient git, String branch, String what) {
        git.ok("checkout", "-q", branch);
        git.commit("One more");
        return git.run("push", "-q", "origin", what);
    }

    /** A commit that does not stand on main. */
    private static String orphan(GitClient git) {
        return git.ok("commit-tree", "-m", "Elsewhere", "HEAD^{tree}");
    }

    private static String url(String who) {
        String account = who.equals(RightsFile.NOBODY) ? "" : who + ":" + who + "@";
        return "http://" + account + "localhost:" + RestAssured.port + "/git/rules.git";
    }
}

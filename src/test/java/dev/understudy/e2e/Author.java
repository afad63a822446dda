package dev.understudy.e2e;

import dev.understudy.testsupport.GitClient;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody with a clone of the hosted repository. */
final class Author {
    static final String RULES = "flight-compensation/eu261.drl";

    private static final AtomicInteger CLONES = new AtomicInteger();

    private final GitClient git;

    private Author(GitClient git) {
        this.git = git;
    }

    /** Clones as the account of that name, whose password is the same. */
    static Author clone(String account, Path folder) {
        Ready.await();
        String name = "clone-" + CLONES.incrementAndGet();
        String url = "http://" + account + ":" + account + "@localhost:" + RestAssured.port + "/git/rules.git";
        GitClient.in(folder).ok("clone", "-q", url, name);
        return new Author(GitClient.in(folder.resolve(name)));
    }

    /** A branch off main that no other test has, pushed with the amount for short flights changed. */
    static String draft(Path folder, int amount) {
        Author author = clone("analyst", folder);
        String branch = author.branch();
        author.amount(amount).push();
        return branch;
    }

    GitClient git() {
        return git;
    }

    /** Starts a branch that no other test has. */
    String branch() {
        String name = "e2e/draft-" + CLONES.incrementAndGet();
        git.ok("checkout", "-q", "-B", name, "origin/main");
        return name;
    }

    /** Changes what short flights are paid. */
    Author amount(int amount) {
        return edit(
                RULES,
                "new Compensation\\(\\d+, \"EUR\"\\)\\);\nend\n\nrule \"Medium",
                "new Compensation(" + amount + ", \"EUR\"));\nend\n\nrule \"Medium");
    }

    /** Replaces what a pattern finds first, which has to be there. */
    Author edit(String path, String pattern, String replacement) {
        try {
            Path file = git.folder().resolve(path);
            String before = Files.readString(file);
            String after = before.replaceFirst(pattern, replacement);
            if (after.equals(before)) {
                throw new AssertionError(pattern + " changes nothing in " + path);
            }
            Files.writeString(file, after);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Commits all and pushes the branch, which has to succeed; gives the new head. */
    String push() {
        GitClient.Result result = tryToPush();
        if (result.exit() != 0) {
            throw new AssertionError(result.output());
        }
        return head();
    }

    /** Commits all and pushes the branch, by force if need be. */
    GitClient.Result tryToPush() {
        git.commit("A change");
        return git.run("push", "-f", "origin", "HEAD");
    }

    String head() {
        return git.ok("rev-parse", "HEAD");
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when several do something to main at the same time, or the service ends in between. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class MergeRaceTest {
    @TempDir
    Path folder;

    @Inject
    DataSource database;

    private static String main() {
        return as("analyst").get("/api/v1/branches").path("find { it.name == 'main' }.head");
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<T>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
        }
        List<T> done = new ArrayList<>();
        for (Future<T> future : futures) {
            done.add(future.get());
        }
        return done;
    }

    /** A change of a file that belongs to no ruleset. */
    private Change beside(long name) {
        return Change.open(folder, author -> author.git().write("NOTES-" + name + ".md", "Beside all rulesets.\n"));
    }

    @Test
    void ofTwoMergesAtOnceOneWinsAndTheOtherLooksAgain() throws Exception {
        Change doses = Change.open(folder);
        Change notes = beside(doses.number);
        String before = main();
        List<Callable<Response>> merges = new ArrayList<>();
        for (Change change : List.of(doses, notes, doses, notes)) {
            change.review("reviewer", "APPROVE").statusCode(201);
            String head = change.author.head();
            merges.add(() -> as("analyst").body(Map.of("expectedHead", head)).post(change.path() + "/merge"));
        }
        for (Response answer : together(merges)) {
            assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 409);
        }
        GitClient git = doses.author.git();
        git.ok("fetch", "-q", "origin");
        List<String> steps = git.ok("rev-list", "--first-parent", before + "..origin/main")
                .lines()
                .toList();
        List<String> candidates = new ArrayList<>();
        for (Change change : List.of(doses, notes)) {
            if ("MERGED".equals(change.get().extract().path("state"))) {
                candidates.add(change.get().extract().path("end.candidate"));
            }
        }
        assertThat(candidates).isNotEmpty();
        assertThat(steps).containsExactlyInAnyOrderElementsOf(candidates);
        assertThat(main()).isEqualTo(steps.getFirst());
    }

    @Test
    void ofManyRequestsForOneBranchOneIsOpened() throws Exception {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        Change.note(author).push();
        List<Callable<Integer>> opens = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            opens.add(() -> as("analyst")
                    .body(Map.of("branch", branch, "title", "At once"))
                    .post(Change.REQUESTS)
                    .statusCode());
        }
        assertThat(together(opens)).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
    }

    @Test
    void aPushDuringAMergeNeverLosesACommit() throws Exception {
        Change change = Change.open(folder);
        change.review("reviewer", "APPROVE").statusCode(201);
        String looked = change.author.head();
        Change.note(change.author).git().commit("In between");
        List<Callable<Integer>> both = List.of(
                () -> as("analyst")
                        .body(Map.of("expectedHead", looked))
                        .post(change.path() + "/merge")
                        .statusCode(),
                () -> change.author.git().run("push", "-q", "origin", "HEAD").exit());
        List<Integer> done = together(both);
        assertThat(done.get(0)).isIn(200, 409);
        assertThat(done.get(1)).isZero();
        GitClient git = change.author.git();
        git.ok("fetch", "-q", "origin");
        boolean merged =
                git.run("merge-base", "--is-ancestor", looked, "origin/main").exit() == 0;
        assertThat(merged).isEqualTo(done.get(0) == 200);
        assertThat(git.run("merge-base", "--is-ancestor", change.author.head(), "origin/main")
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void aMergeThatWasCutOffIsHealedByWhatGitSays() {
        Change lost = Change.open(folder);
        Sql.run(
                database,
                "update change_request set state = 'ROLLING_OUT', candidate = repeat('a', 40), candidate_base = base_head,"
                        + " merged_by = 'analyst' where id = " + lost.number);
        lost.get().body("state", equalTo("OPEN")).body("end.candidate", nullValue());
        lost.review("reviewer", "APPROVE").statusCode(201);
        lost.merge("analyst").statusCode(200);
        Sql.run(
                database,
                "update change_request set state = 'ROLLING_OUT', merged_at = null where id = " + lost.number);
        lost.get().body("state", equalTo("MERGED")).body("end.mergedAt", notNullValue());
        as("auditor")
                .queryParam("subject", "change-request:" + lost.number)
                .get("/api/v1/audit")
                .then()
                .body("records[0].action", equalTo("change.merged"))
                .body("records[0].actor", equalTo("analyst"))
                .body("records[0].after.recordedLater", equalTo(true));
    }

    @Test
    void aBranchThatWentWhileNobodyListenedClosesItsRequest() {
        Change change = Change.open(folder);
        Sql.run(database, "update change_request set branch = 'e2e/gone-' || id where id = " + change.number);
        change.get().body("state", equalTo("CLOSED")).body("end.closedBy", equalTo("understudy"));
    }
}

package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static dev.understudy.e2e.Api.decide;
import static dev.understudy.e2e.Api.on;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.GitClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pushes do to decisions, and what they may not do. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class PushTest {
    @TempDir
    Path folder;

    private static String mainHead() {
        return decide(as("app")).statusCode(200).extract().header("Rules-Commit");
    }

    @Test
    void mainIsNotForAnalysts() {
        Author author = Author.clone("analyst", folder);
        String before = author.head();
        author.amount(999);
        author.git().commit("By force");
        GitClient.Result push = author.git().run("push", "origin", "HEAD:main");
        assertThat(push.exit()).isNotZero();
        assertThat(push.output()).contains("only an admin pushes main");
        assertThat(mainHead()).isEqualTo(before);
        decide(as("app")).body("outcome.Compensation[0].amount", equalTo(250));
    }

    @Test
    void aPushThatWouldBreakMainIsRefusedWhole() {
        Author author = Author.clone("admin", folder);
        String before = author.head();
        String branch = author.branch();
        author.edit(Author.RULES, "Flight\\(delay >= 180, km", "Flight(dealy >= 180, km");
        author.git().commit("Does not compile");
        GitClient.Result push = author.git().run("push", "origin", "HEAD:main", "HEAD:" + branch);
        assertThat(push.exit()).isNotZero();
        assertThat(push.output())
                .containsPattern("remote: flight-compensation/eu261.drl:\\d+:12 ")
                .contains("main stays as it is: flight-compensation does not compile.");
        assertThat(mainHead()).isEqualTo(before);
        decide(on(branch)).statusCode(404);
    }

    @Test
    void failingScenariosAreServedOnADraftAndKeptOutOfMain() {
        Author author = Author.clone("admin", folder);
        String before = author.head();
        String branch = author.branch();
        author.edit(Author.RULES, "new Compensation\\(400", "new Compensation(401");
        GitClient.Result push = author.tryToPush();
        assertThat(push.exit()).isZero();
        assertThat(push.output())
                .containsPattern(
                        "remote: flight-compensation/scenarios/\\S+:\\d+:\\d+ scenario '.*expected amount 400, got 401")
                .contains("it can be tried there, and can't become main");
        on(branch)
                .body(Api.SHORT_FLIGHT.replace("291", "1500"))
                .post(Api.FLIGHTS)
                .then()
                .statusCode(200)
                .body("outcome.Compensation[0].amount", equalTo(401));
        as("analyst")
                .get("/api/v1/branches")
                .then()
                .body(
                        "find { it.name == '" + branch + "' }.rulesets.find { it.name == 'flight-compensation' }"
                                + ".diagnostics[0].severity",
                        equalTo("FAILURE"));
        GitClient.Result toMain = author.git().run("push", "origin", "HEAD:main");
        assertThat(toMain.exit()).isNotZero();
        assertThat(toMain.output()).contains("flight-compensation has scenarios that fail");
        assertThat(mainHead()).isEqualTo(before);
    }

    @Test
    void aRulesetThatABranchDeletesIsA404ThatNamesTheBranch() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.git().ok("rm", "-rq", "flight-compensation");
        author.push();
        decide(on(branch))
                .statusCode(404)
                .body("type", equalTo("urn:understudy:problem:unknown-ruleset"))
                .body("detail", containsString("on the branch '" + branch + "'"))
                .body("branch", equalTo(branch));
        decide(as("app")).statusCode(200);
    }

    @Test
    void aBranchWithoutAnyRulesetIsTakenAndSaysSo() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.git().ok("rm", "-rq", ".");
        GitClient.Result push = author.tryToPush();
        assertThat(push.exit()).isZero();
        assertThat(push.output()).contains("There is no ruleset on " + branch);
        decide(on(branch)).statusCode(404);
        on(branch).get("/api/v1/rulesets").then().statusCode(200).body("size()", equalTo(0));
    }

    @Test
    void branchesThatDifferInCaseAreRefused() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.amount(271).push();
        GitClient.Result push =
                author.git().run("push", "origin", "HEAD:refs/heads/" + branch.toUpperCase(Locale.ROOT));
        assertThat(push.exit()).isNotZero();
        assertThat(push.output()).contains("differs only in case from the branch '" + branch + "'");
    }

    @Test
    void aPushBelowABranchIsRefused() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.amount(272).push();
        GitClient.Result push = author.git().run("push", "origin", "HEAD:refs/heads/" + branch + "/below");
        assertThat(push.exit()).isNotZero();
        assertThat(push.output()).contains("since one is a folder of the other");
    }

    @Test
    void equalRulesOfTwoBranchesAreOneBuild() {
        Author author = Author.clone("analyst", folder);
        String first = author.branch();
        author.amount(273).push();
        String second = author.branch();
        author.amount(273).git().write("README.md", "Another commit.");
        author.push();
        String path = "find { it.name == '%s' }.rulesets.find { it.name == 'flight-compensation' }.tree";
        Response branches = as("analyst").get("/api/v1/branches");
        assertThat(branches.path(path.formatted(first)).toString())
                .isEqualTo(branches.path(path.formatted(second)).toString());
        decide(on(first)).body("outcome.Compensation[0].amount", equalTo(273));
        decide(on(second)).body("outcome.Compensation[0].amount", equalTo(273));
    }

    @Test
    void ofTwoPushesAtOnceOneWinsAndTheOtherIsToldToFetch() throws Exception {
        Author first = Author.clone("analyst", folder);
        String branch = first.branch();
        first.amount(260).push();
        List<Author> authors = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Author author = Author.clone(i == 0 ? "analyst" : "analyst2", folder);
            author.git().ok("checkout", "-q", branch);
            author.amount(261 + i).git().commit("At once");
            authors.add(author);
        }
        List<GitClient.Result> pushes = together(authors.stream()
                .<Callable<GitClient.Result>>map(author -> () -> author.git().run("push", "origin", branch))
                .toList());
        assertThat(pushes).extracting(GitClient.Result::exit).containsExactlyInAnyOrder(0, 1);
        int winner = pushes.get(0).exit() == 0 ? 0 : 1;
        assertThat(pushes.get(1 - winner).output()).containsAnyOf("git fetch", "fetch first", "failed to lock");
        decide(on(branch))
                .header("Rules-Commit", authors.get(winner).head())
                .body("outcome.Compensation[0].amount", equalTo(261 + winner));
    }

    @Test
    void aForcePushUnderRunningRequestsGivesNoErrorAndNoMixture() throws Exception {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        Map<String, Integer> amounts = new ConcurrentHashMap<>();
        amounts.put(author.amount(500).push(), 500);
        AtomicBoolean pushed = new AtomicBoolean();
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(() -> decideUntil(pushed, branch, amounts));
        }
        tasks.add(() -> {
            try {
                for (int amount = 501; amount < 507; amount++) {
                    author.git().ok("reset", "-q", "--hard", "origin/main");
                    author.amount(amount).git().commit("Rewritten");
                    amounts.put(author.head(), amount);
                    author.git().ok("push", "-qf", "origin", branch);
                }
            } finally {
                pushed.set(true);
            }
            return 0;
        });
        assertThat(together(tasks).stream().mapToInt(Integer::intValue).sum()).isGreaterThan(10);
        decide(on(branch)).body("outcome.Compensation[0].amount", equalTo(506));
    }

    private static int decideUntil(AtomicBoolean done, String branch, Map<String, Integer> amounts) {
        int decided = 0;
        while (!done.get()) {
            Response answer = on(branch).body(Api.SHORT_FLIGHT).post(Api.FLIGHTS);
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            String commit = answer.path("commit");
            int amount = answer.path("outcome.Compensation[0].amount");
            assertThat(amount).isEqualTo(amounts.get(commit));
            assertThat(answer.header("Rules-Commit")).isEqualTo(commit);
            decided++;
        }
        return decided;
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(tasks)) {
                results.add(each.get());
            }
            return results;
        }
    }
}

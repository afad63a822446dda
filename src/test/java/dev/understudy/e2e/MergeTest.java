package dev.understudy.e2e;

import static dev.understudy.e2e.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.GitClient;
import dev.understudy.testsupport.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reviews, what they are worth, and merges. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class MergeTest {
    @TempDir
    Path folder;

    @Inject
    DataSource database;

    private static String main() {
        return as("analyst").get("/api/v1/branches").path("find { it.name == 'main' }.head");
    }

    @Test
    void anApprovedChangeBecomesMainAndIsLive() {
        Change change = Change.open(folder);
        String before = main();
        change.review("reviewer", "APPROVE")
                .statusCode(201)
                .body("state", equalTo("APPROVED"))
                .body("mergeable", equalTo(true))
                .body("reviews[0].counts", equalTo(true));
        String candidate = change.merge("analyst")
                .statusCode(200)
                .body("state", equalTo("MERGED"))
                .body("overridden", equalTo(false))
                .body("end.mergedBy", equalTo("analyst"))
                .body("end.candidateBase", equalTo(before))
                .extract()
                .path("end.candidate");
        assertThat(main()).isEqualTo(candidate);
        GitClient git = change.author.git();
        git.ok("fetch", "-q", "origin");
        assertThat(git.ok("log", "-1", "--format=%H %an %cn", "origin/main"))
                .isEqualTo(candidate + " analyst Understudy");
        assertThat(git.ok("log", "-1", "--format=%(trailers:only,unfold)", "origin/main"))
                .contains("Change-Request: " + change.number)
                .contains("Reviewed-by: reviewer <reviewer@understudy>");
        assertThat(git.ok("log", "-1", "--format=%P", "origin/main")).isEqualTo(before + " " + change.author.head());
        as("auditor")
                .queryParam("subject", "change-request:" + change.number)
                .get("/api/v1/audit")
                .then()
                .body("records.action", contains("change.merged", "merge.started", "review.approved", "change.opened"))
                .body("records[0].before.main", equalTo(before))
                .body("records[0].after.main", equalTo(candidate));
        change.merge("analyst").statusCode(409).body("state", equalTo("MERGED"));
        change.review("reviewer", "COMMENT").statusCode(409);
        change.act("analyst", "close").statusCode(409);
        change.act("analyst", "reopen").statusCode(409);
    }

    @Test
    void nobodyApprovesTheirOwnNotEvenAdmins() {
        Author admin = Author.clone("admin", folder);
        String branch = admin.branch();
        Change.note(admin).push();
        int number = Change.post("admin", Map.of("branch", branch, "title", "Mine"))
                .statusCode(201)
                .extract()
                .path("number");
        for (String verdict : List.of("APPROVE", "OVERRIDE", "REQUEST_CHANGES")) {
            as("admin")
                    .body(Map.of("verdict", verdict, "commit", admin.head(), "text", "Fine."))
                    .post(Change.REQUESTS + "/" + number + "/reviews")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:understudy:problem:own-change"));
        }
        Change foreign = Change.open(folder);
        admin.git().ok("fetch", "-q", "origin");
        admin.git().ok("checkout", "-q", foreign.branch);
        String head = Change.note(admin).push();
        foreign.review("admin", Map.of("verdict", "APPROVE", "commit", head))
                .statusCode(403)
                .body("detail", containsString("pushed commits of this change"));
        foreign.review("analyst2", "APPROVE").statusCode(403);
        foreign.review("admin", Map.of("verdict", "COMMENT", "commit", head, "text", "But *this*."))
                .statusCode(201)
                .body("reviews[0].textHtml", containsString("<em>this</em>"));
    }

    @Test
    void aReviewOfAnotherCommitIsA409WithBoth() {
        Change change = Change.open(folder);
        String looked = change.author.head();
        String head = Change.note(change.author).push();
        change.review("reviewer", Map.of("verdict", "APPROVE", "commit", looked))
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:stale-head"))
                .body("head", equalTo(head))
                .body("commit", equalTo(looked));
        change.review("reviewer", "APPROVE").statusCode(201);
        change.merge("analyst", Map.of("expectedHead", looked))
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:stale-head"))
                .body("expectedHead", equalTo(looked))
                .body("head", equalTo(head));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {"commit": "C"}                                                      | /verdict
                {"verdict": "FINE", "commit": "C"}                                   | /verdict
                {"verdict": "APPROVE"}                                               | /commit
                {"verdict": "APPROVE", "commit": "main"}                             | /commit
                {"verdict": "REQUEST_CHANGES", "commit": "C"}                        | /text
                {"verdict": "OVERRIDE", "commit": "C", "text": " "}                  | /text
                {"verdict": "COMMENT", "commit": "C", "text": "x", "line": 3}        | /line
                {"verdict": "COMMENT", "commit": "C", "text": "x", "file": "a", "line": 0} | /line
                {"verdict": "COMMENT", "commit": "C", "text": "x", "rule": "a\\nb"}  | /rule
                """)
    void aReviewOfTheWrongFormIsRefusedWithItsPlace(String body, String pointer) {
        as("reviewer")
                .body(body.replace("\"C\"", "\"" + "a".repeat(40) + "\""))
                .post(Change.REQUESTS + "/1/reviews")
                .then()
                .statusCode(400)
                .body("pointer", equalTo(pointer));
    }

    @Test
    void approvalsLapseWhenRulesChangeAndHoldWhenTheyDoNot() {
        Change change = Change.open(folder);
        change.review("reviewer", "APPROVE").statusCode(201);
        change.author.git().write("README-" + change.number + ".md", "About it.\n");
        change.author.push();
        change.get().body("state", equalTo("APPROVED")).body("reviews[0].counts", equalTo(true));
        Change.note(change.author).push();
        change.get()
                .body("head", equalTo(change.author.head()))
                .body("state", equalTo("APPROVED"))
                .body("reviews[0].counts", equalTo(true));
        Change.rule(change.author).push();
        change.get()
                .body("state", equalTo("OPEN"))
                .body("reviews[0].counts", equalTo(false))
                .body("reviews[0].lapsed.reason", containsString("changes something else now: dose-check: rule Extra"))
                .body("missing.code", hasItems("APPROVALS", "OWNER_APPROVAL"));
        change.merge("analyst").statusCode(409).body("missing.code", hasItem("APPROVALS"));
        change.review("reviewer", "APPROVE").statusCode(201).body("state", equalTo("APPROVED"));
        as("analyst")
                .body(Map.of("title", "Wider", "blastRadius", Map.of("maxPercent", 50)))
                .put(change.path())
                .then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("reviews[1].lapsed.reason", containsString("declared anew"));
    }

    @Test
    void anotherMergeInTheSameRulesetEndsApprovals() {
        Change first = Change.open(folder);
        Change second = Change.open(folder);
        first.review("reviewer", "APPROVE").statusCode(201);
        second.review("reviewer", "APPROVE").statusCode(201);
        first.merge("operator").statusCode(200);
        second.get()
                .body("state", equalTo("OPEN"))
                .body("reviews[0].lapsed.reason", containsString("main has moved"))
                .body("missing.code", hasItem("CONFLICT"));
    }

    @Test
    void requestedChangesStandUntilTheSamePersonApproves() {
        Change change = Change.open(folder);
        change.review("admin", "REQUEST_CHANGES").statusCode(201).body("state", equalTo("CHANGES_REQUESTED"));
        change.review("reviewer", "APPROVE")
                .statusCode(201)
                .body("state", equalTo("CHANGES_REQUESTED"))
                .body("missing.code", contains("CHANGES_REQUESTED"));
        change.merge("analyst").statusCode(409);
        change.review("admin", "APPROVE").statusCode(201).body("state", equalTo("APPROVED"));
    }

    @Test
    void aReviewerWhoLosesTheRoleOrTheGroupNoLongerCounts() {
        Change change = Change.open(folder);
        change.review("reviewer", "APPROVE").statusCode(201).body("state", equalTo("APPROVED"));
        try {
            Sql.run(database, "update account set roles = '{ANALYST}' where name = 'reviewer'");
            change.merge("analyst").statusCode(409).body("missing.code", hasItems("APPROVALS", "OWNER_APPROVAL"));
            Sql.run(database, "update account set roles = '{REVIEWER}', groups = '{}' where name = 'reviewer'");
            change.merge("analyst").statusCode(409).body("missing.code", contains("OWNER_APPROVAL"));
            Sql.run(database, "update account set disabled_at = now() where name = 'reviewer'");
            change.merge("analyst").statusCode(409).body("missing.code", hasItem("APPROVALS"));
        } finally {
            Sql.run(
                    database,
                    "update account set roles = '{REVIEWER}', groups = '{passenger-rights,medication-safety}',"
                            + " disabled_at = null where name = 'reviewer'");
        }
        change.merge("analyst").statusCode(200);
    }

    @Test
    void anOverrideTakesTwoPeopleAndIsMarkedForEver() {
        Change change = Change.open(folder);
        Map<String, Object> order = Map.of("expectedHead", change.author.head(), "override", true);
        change.review("admin", "OVERRIDE").statusCode(201).body("state", equalTo("OPEN"));
        change.merge("analyst", order)
                .statusCode(409)
                .body("detail", containsString("two people"))
                .body("missing.code", hasItem("OWNER_APPROVAL"));
        change.review("reviewer", "OVERRIDE").statusCode(201);
        change.merge("analyst").statusCode(409);
        change.merge("analyst", order).statusCode(200).body("overridden", equalTo(true));
        change.author.git().ok("fetch", "-q", "origin");
        assertThat(change.author.git().ok("log", "-1", "--format=%(trailers:only)", "origin/main"))
                .contains("Overridden-by: admin")
                .contains("Overridden-by: reviewer");
    }

    @Test
    void conflictsAreShownByRuleWithBothSides() {
        Author other = Author.clone("admin", folder);
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        author.edit(Author.RULES, "rule \"Two calls\" // articles", "rule \"Two calls\" // ours, articles");
        author.push();
        int number = Change.post("analyst", Map.of("branch", branch, "title", "Conflict"))
                .extract()
                .path("number");
        other.edit(Author.RULES, "rule \"Two calls\" // articles", "rule \"Two calls\" // theirs, articles");
        other.git().commit("Theirs");
        other.git().ok("push", "-q", "origin", "HEAD:main");
        try {
            as("analyst")
                    .get(Change.REQUESTS + "/" + number)
                    .then()
                    .body("missing.code", hasItem("CONFLICT"))
                    .body("conflicts[0].path", equalTo(Author.RULES))
                    .body("conflicts[0].kind", equalTo("BOTH_CHANGED"))
                    .body("conflicts[0].places[0].main.rule", equalTo("Two calls"))
                    .body("conflicts[0].places[0].branch.rule", equalTo("Two calls"))
                    .body("conflicts[0].places[0].main.text", containsString("theirs"))
                    .body("conflicts[0].places[0].branch.ruleText", containsString("insert(new Care(CareKind.CALLS))"));
            as("analyst")
                    .body(Map.of("expectedHead", author.head()))
                    .post(Change.REQUESTS + "/" + number + "/merge")
                    .then()
                    .statusCode(409)
                    .body("type", equalTo("urn:understudy:problem:merge-conflict"))
                    .body("conflicts", not(empty()));
        } finally {
            other.edit(Author.RULES, "// theirs, articles", "// articles");
            other.git().commit("Back");
            other.git().ok("push", "-q", "origin", "HEAD:main");
        }
    }

    @Test
    void aCandidateWhoseScenariosFailStaysOut() {
        Author author = Author.clone("analyst", folder);
        String branch = author.branch();
        String head = author.edit(Author.RULES, "new Compensation\\(400", "new Compensation(401")
                .push();
        int number = Change.post("analyst", Map.of("branch", branch, "title", "Fails"))
                .statusCode(201)
                .body("missing.find { it.code == 'BROKEN' }.diagnostics[0].severity", equalTo("FAILURE"))
                .extract()
                .path("number");
        String before = main();
        as("reviewer")
                .body(Map.of("verdict", "APPROVE", "commit", head))
                .post(Change.REQUESTS + "/" + number + "/reviews")
                .then()
                .statusCode(201);
        as("analyst")
                .body(Map.of("expectedHead", head))
                .post(Change.REQUESTS + "/" + number + "/merge")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:understudy:problem:merge-blocked"));
        assertThat(main()).isEqualTo(before);
    }

    @Test
    void rulesOfReviewAreThoseOfMain() {
        Change change = Change.open(folder);
        Author admin = Author.clone("admin", folder);
        admin.git().write(".understudy/review.yaml", "approvals: 2\nimpact: {above: 5, approvals: 2}\n");
        admin.git().commit("Rules of review");
        admin.git().ok("push", "-q", "origin", "HEAD:main");
        try {
            change.author.git().write(".understudy/review.yaml", "approvals: 1\nowners: false\n");
            change.author.push();
            change.review("reviewer", "APPROVE")
                    .statusCode(201)
                    .body("state", equalTo("OPEN"))
                    .body("missing.code", hasItems("APPROVALS", "IMPACT_UNKNOWN"));
            admin.git().write(".understudy/review.yaml", "approvals: 1\naprovals: 3\n");
            admin.git().commit("A slip");
            GitClient.Result push = admin.git().run("push", "origin", "HEAD:main");
            assertThat(push.exit()).isNotZero();
            assertThat(push.output())
                    .contains("remote: .understudy/review.yaml:2:1 unknown key 'aprovals'")
                    .contains("review.yaml can't be read");
            admin.git().ok("reset", "-q", "--hard", "HEAD~1");
        } finally {
            admin.git().ok("rm", "-q", ".understudy/review.yaml");
            admin.git().commit("None");
            admin.git().ok("push", "-q", "origin", "HEAD:main");
        }
    }
}

package dev.understudy.decisionlog.query;

import static dev.understudy.decisionlog.query.Calls.as;
import static dev.understudy.decisionlog.query.Calls.list;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages without gaps or repeats, and cursors from elsewhere. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class PagingTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Inject
    DataSource database;

    private final String ruleset = "paging-" + Long.toString(System.nanoTime(), 36);

    @BeforeEach
    void makePartitions() throws SQLException {
        LoggedRow.makePartitions(database);
    }

    /** Some of one millisecond, some days and some months apart. */
    private List<LoggedRow> rows(int count) throws SQLException {
        List<LoggedRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(LoggedRow.of(ruleset, NOON.plusSeconds(i / 3).plus(Duration.ofDays(9L * (i / 10)))));
        }
        LoggedRow.insert(database, rows);
        return rows;
    }

    private static List<String> newestFirst(List<LoggedRow> rows) {
        return rows.reversed().stream().map(row -> row.id().toString()).toList();
    }

    private LogReader reader(Duration timeout, Instant now) {
        DecisionQueryConfig config = new DecisionQueryConfig() {
            @Override
            public Duration timeout() {
                return timeout;
            }

            @Override
            public int exports() {
                return 1;
            }
        };
        return new LogReader(database, config, InstantSource.fixed(now));
    }

    private LogQuery query() {
        return QueryParameters.filters(Map.of("ruleset", List.of(ruleset)));
    }

    @Test
    void pagesHaveEachDecisionOnceWhileOthersAreAdded() throws SQLException {
        List<LoggedRow> rows = rows(100);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            String[] parameters = cursor == null
                    ? new String[] {"ruleset", ruleset, "limit", "7"}
                    : new String[] {"ruleset", ruleset, "limit", "7", "cursor", cursor};
            JsonPath page = list(parameters).statusCode(200).extract().jsonPath();
            seen.addAll(page.getList("decisions.id"));
            cursor = page.getString("next");
            // Younger than all that was there, so that no page that is still to come has it.
            LoggedRow.insert(database, List.of(LoggedRow.of(ruleset, Instant.parse("2026-12-01T00:00:00Z"))));
        } while (cursor != null);
        assertThat(seen).isEqualTo(newestFirst(rows));
    }

    @Test
    void theLinkOfAPageIsTheNextPage() throws SQLException {
        List<LoggedRow> rows = rows(5);
        String link = list("ruleset", ruleset, "limit", "3", "rule", "Short haul")
                .extract()
                .header("Link");
        assertThat(link).startsWith("</api/v1/decisions?").endsWith(">; rel=\"next\"");
        String next = link.substring(1, link.indexOf('>'));
        JsonPath page = as("analyst")
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("decisions.id")).isEqualTo(newestFirst(rows).subList(3, 5));
        assertThat(page.getString("next")).isNull();
    }

    @Test
    void aCursorOfOtherFiltersIsA400ThatSaysSo() throws SQLException {
        rows(5);
        String cursor = list("ruleset", ruleset, "limit", "2").extract().path("next");
        list("ruleset", ruleset, "limit", "3", "cursor", cursor).statusCode(200);
        for (String[] other : List.of(
                new String[] {"cursor", cursor},
                new String[] {"cursor", cursor, "ruleset", "other"},
                new String[] {"cursor", cursor, "ruleset", ruleset, "effective", "true"},
                new String[] {"cursor", cursor, "ruleset", ruleset, "rule", "Short haul"},
                new String[] {"cursor", cursor, "ruleset", ruleset, "caller", "app"})) {
            list(other)
                    .statusCode(400)
                    .body("parameter", equalTo("cursor"))
                    .body("detail", containsString("belongs to other filters"));
        }
    }

    @Test
    void aCursorWithOneLetterChangedIsA400() throws SQLException {
        rows(5);
        String cursor = list("ruleset", ruleset, "limit", "2").extract().path("next");
        for (int at = 0; at < cursor.length(); at++) {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            String forged = cursor.substring(0, at) + other + cursor.substring(at + 1);
            list("ruleset", ruleset, "cursor", forged)
                    .statusCode(400)
                    .body("detail", containsString("is none that this service gave out"));
        }
        list("ruleset", ruleset, "cursor", cursor + "A").statusCode(400);
        list("ruleset", ruleset, "cursor", cursor.substring(1)).statusCode(400);
    }

    @Test
    void aPageEndsWhenItHoldsEnoughBytes() throws SQLException {
        List<LoggedRow> rows = rows(8);
        LogReader reader = reader(Duration.ofSeconds(10), NOON.plus(Duration.ofDays(1)));
        List<String> seen = new ArrayList<>();
        @Nullable Position at = null;
        int pages = 0;
        do {
            Page page = reader.read(query(), at, 100, 1);
            page.decisions().forEach(each -> seen.add(each.id().toString()));
            assertThat(page.decisions()).hasSizeLessThanOrEqualTo(1);
            at = page.next();
            pages++;
        } while (at != null);
        assertThat(seen).isEqualTo(newestFirst(rows));
        assertThat(pages).isEqualTo(8);
    }

    @Test
    void decisionsOfAClockThatIsAheadAreFound() throws SQLException {
        LoggedRow ahead = LoggedRow.of(ruleset, NOON.plus(Duration.ofDays(60)));
        LoggedRow.insert(database, List.of(ahead));
        Page page = reader(Duration.ofSeconds(10), NOON).read(query(), null, 10, 1 << 20);
        assertThat(page.decisions())
                .singleElement()
                .satisfies(each -> assertThat(each.id()).isEqualTo(ahead.id()));
        assertThat(page.next()).isNull();
    }

    @Test
    void whatIsNotFoundInTimeIsA400ThatSaysWhatToDo() throws SQLException {
        rows(3);
        try (Connection connection = database.getConnection()) {
            lock(connection, "decision_of_tests_03");
            assertThatThrownBy(() ->
                            reader(Duration.ofMillis(200), NOON.plusSeconds(60)).read(query(), null, 10, 1 << 20))
                    .isInstanceOfSatisfying(ProblemException.class, problem -> {
                        assertThat(problem.type()).isEqualTo(ProblemType.QUERY_TOO_WIDE);
                        assertThat(problem.detail())
                                .isEqualTo("Nothing was found within 0.2 s. Narrow the time with 'from' and 'to', or"
                                        + " name a ruleset too.");
                    });
            connection.rollback();
        }
    }

    @Test
    void whatWasFoundBeforeTheTimeWasUpIsAPageWithANext() throws SQLException {
        List<LoggedRow> rows = rows(3);
        LoggedRow old = LoggedRow.of(ruleset, Instant.parse("2026-01-15T00:00:00Z"));
        LoggedRow.insert(database, List.of(old));
        LogReader reader = reader(Duration.ofSeconds(1), NOON.plusSeconds(60));
        Position next;
        try (Connection connection = database.getConnection()) {
            lock(connection, "decision_of_tests_01");
            Page page = reader.read(query(), null, 10, 1 << 20);
            assertThat(page.decisions()).hasSize(rows.size());
            next = page.next();
            connection.rollback();
        }
        assertThat(next).isNotNull();
        Page rest = reader(Duration.ofSeconds(10), NOON).read(query(), next, 10, 1 << 20);
        assertThat(rest.decisions())
                .singleElement()
                .satisfies(each -> assertThat(each.id()).isEqualTo(old.id()));
        assertThat(rest.next()).isNull();
    }

    private static void lock(Connection connection, String table) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table " + table + " in access exclusive mode");
        }
    }
}

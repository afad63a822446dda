package dev.understudy.decisionlog.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.ruleset.BranchName;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema for each branch. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class BranchViewsTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    @Inject
    DataSource database;

    @Inject
    BranchViews views;

    @Inject
    ViewUpkeep upkeep;

    private final String mark = Long.toString(System.nanoTime(), 36);
    private final String changed = "changed-" + mark;
    private final String same = "same-" + mark;
    private final BranchName branch = new BranchName("views/" + mark);
    private final Lineage lineage = new Lineage(branch, new TreeSet<>(Set.of(changed)), new TreeSet<>(Set.of(same)));

    @BeforeEach
    void awaitUpkeep() {
        // Its first pass drops the views of branches that are not in git, and these here never are.
        upkeep.started().join();
    }

    @BeforeEach
    void makePartitions() throws SQLException {
        LoggedRow.makePartitions(database);
    }

    @AfterEach
    void dropSchema() {
        views.drop(branch);
    }

    /** As the role that notebooks have, with that search path. */
    private List<String> read(String searchPath, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute("set local role understudy_reader");
                statement.execute("set local search_path to " + searchPath);
                List<String> texts = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
                return texts;
            } finally {
                connection.rollback();
            }
        }
    }

    private List<String> sql(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> texts = new ArrayList<>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        texts.add(rows.getString(1));
                    }
                }
            }
            return texts;
        }
    }

    @Test
    void aBranchSeesItsOwnDecisionsWhereItHasItsOwnRules() throws SQLException {
        LoggedRow changedOnMain = LoggedRow.of(changed, NOON);
        LoggedRow changedByDraft = LoggedRow.of(changed, NOON).draft(branch.value());
        LoggedRow changedByOther = LoggedRow.of(changed, NOON).draft("other");
        LoggedRow sameOnMain = LoggedRow.of(same, NOON);
        LoggedRow sameByDraft = LoggedRow.of(same, NOON).draft(branch.value());
        LoggedRow.insert(database, List.of(changedOnMain, changedByDraft, changedByOther, sameOnMain, sameByDraft));
        BranchViews.Views made = views.ensure(lineage);
        assertThat(made.schema()).isEqualTo(branch.value());
        assertThat(made.views()).containsExactly(changed, "decisions", same);
        assertThat(made.role()).isEqualTo("understudy_reader");
        String all = "select id::text from decisions where ruleset in ('" + changed + "', '" + same + "') order by id";
        assertThat(read(made.searchPath(), all))
                .containsExactlyInAnyOrder(
                        changedByDraft.id().toString(), sameOnMain.id().toString());
        assertThat(read(made.searchPath(), "select id::text from \"" + changed + '"'))
                .containsExactly(changedByDraft.id().toString());
        assertThat(read(made.searchPath(), "select id::text from \"" + same + '"'))
                .containsExactly(sameOnMain.id().toString());
        BranchViews.Views production =
                views.ensure(new Lineage(BranchName.MAIN, new TreeSet<>(), new TreeSet<>(Set.of(changed, same))));
        assertThat(production.schema()).isEqualTo("production");
        assertThat(read("production", all))
                .containsExactlyInAnyOrder(
                        changedOnMain.id().toString(), sameOnMain.id().toString());
        assertThat(read("production", "select id::text from \"" + changed + '"'))
                .containsExactly(changedOnMain.id().toString());
    }

    @Test
    void columnsAreTypedAndSealedValuesMasked() throws SQLException {
        LoggedRow row = LoggedRow.of(same, NOON)
                .body(
                        "{\"facts\":{\"Flight\":[{\"name\":{\"$sealed\":\"k:secret\"},\"delay\":200,\"odd\":\"\\u0000\\ud800\"}]},"
                                + "\"asOf\":\"2026-03-01T08:00:00Z\"}")
                .outcome("{\"Care\":[{\"to\": { \"$sealed\" : \"k:secret\" },\"hotel\":true}]}");
        LoggedRow.insert(database, List.of(row));
        String path = views.ensure(lineage).searchPath();
        String from = " from \"" + same + "\" where decided_at >= '2026-03-04'";
        assertThat(read(path, "select facts->'Flight'->0->>'delay'" + from)).containsExactly("200");
        assertThat(read(path, "select facts->'Flight'->0->>'name'" + from)).containsExactly("•••");
        assertThat(read(path, "select outcome->'Care'->0->>'to'" + from)).containsExactly("•••");
        assertThat(read(path, "select outcome->'Care'->0->>'hotel'" + from)).containsExactly("true");
        assertThat(read(path, "select fired_rules->0->>'rule'" + from)).containsExactly("Short haul");
        assertThat(read(path, "select as_of" + from)).containsExactly("2026-03-01T08:00:00Z");
        assertThat(read(path, "select \"commit\"" + from)).containsExactly(row.commit());
        assertThat(read(path, "select t::text from \"" + same + "\" t"))
                .singleElement()
                .asString()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "x", "null", "[1]", "\"a\"", "{\"facts\":{\"$sealed\":\"k\"}", "{\"asOf\":\"\\u0000\"}"
            })
    void oddJsonFailsNoQuery(String odd) throws SQLException {
        LoggedRow.insert(database, List.of(LoggedRow.of(same, NOON).body(odd).outcome(odd)));
        String path = views.ensure(lineage).searchPath();
        assertThat(read(path, "select t::text from \"" + same + "\" t")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id::text from public.decision",
                "select id::text from public.decision_of_tests_03",
                "select name from public.account",
                "select 1 from public.flyway_schema_history"
            })
    void theReaderReadsNothingElse(String sql) {
        assertThatThrownBy(() -> read("public", sql)).hasMessageContaining("permission denied");
    }

    @Test
    void theReaderChangesNothing() {
        String path = views.ensure(lineage).searchPath();
        for (String sql : List.of(
                "delete from \"" + same + "\" returning id::text",
                "update \"" + same + "\" set branch = 'x' returning id::text",
                "create view x as select 1",
                "drop schema " + path)) {
            assertThatThrownBy(() -> read(path, sql)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void whatChangesIsBroughtUpToDateAndTheRestIsLeftAlone() throws SQLException {
        views.ensure(lineage);
        String version = "select xmin::text from pg_class where relname = 'decisions' and relnamespace = '"
                + ViewNames.quoted(branch.value()) + "'::regnamespace";
        List<String> before = sql(version);
        views.ensure(lineage);
        assertThat(sql(version)).isEqualTo(before);
        Lineage merged = new Lineage(branch, new TreeSet<>(), new TreeSet<>(Set.of(changed)));
        assertThat(views.refresh(merged)).isTrue();
        assertThat(views.ensure(merged).views()).containsExactly(changed, "decisions");
        assertThat(sql(version)).isNotEqualTo(before);
        assertThat(sql("select viewname from pg_views where schemaname = '" + branch + "' order by 1"))
                .containsExactly(changed, "decisions");
    }

    @Test
    void aBranchThatNobodyReadsGetsNoSchema() throws SQLException {
        assertThat(views.refresh(lineage)).isFalse();
        assertThat(sql("select 1 from pg_namespace where nspname = '" + branch + "'"))
                .isEmpty();
    }

    @Test
    void dropTakesTheSchemaAway() throws SQLException {
        views.ensure(lineage);
        assertThat(views.drop(branch)).isTrue();
        assertThat(views.drop(branch)).isFalse();
        assertThat(sql("select 1 from pg_namespace where nspname = '" + branch + "'"))
                .isEmpty();
    }

    @Test
    void aSchemaOfSomebodyElseIsNeverTouched() throws SQLException {
        String quoted = ViewNames.quoted(branch.value());
        sql("create schema " + quoted);
        try {
            BranchViews.Views made = views.ensure(lineage);
            assertThat(made.schema()).matches(branch + "~[0-9a-f]{8}");
            assertThat(views.ensure(lineage)).isEqualTo(made);
            assertThat(views.drop(branch)).isTrue();
            assertThat(sql("select 1 from pg_namespace where nspname = '" + branch + "'"))
                    .hasSize(1);
        } finally {
            sql("drop schema " + quoted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "a\"b", "a;drop--table", "a,b", "größe/😀", "public", "pg_toast", "$user", "UPPER"})
    void anyNameOfABranchWorks(String name) throws SQLException {
        BranchName odd = new BranchName(name);
        LoggedRow row = LoggedRow.of(changed, NOON).draft(name);
        LoggedRow.insert(database, List.of(row));
        try {
            String path = views.ensure(new Lineage(odd, lineage.own(), lineage.shared()))
                    .searchPath();
            assertThat(read(path, "select id::text from \"" + changed + '"'))
                    .containsExactly(row.id().toString());
        } finally {
            assertThat(views.drop(odd)).isTrue();
        }
        assertThat(sql("select 1 from pg_namespace where nspname = 'public'")).hasSize(1);
    }

    @Test
    void manyMayAskAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Callable<BranchViews.Views>> calls = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                calls.add(() -> views.ensure(lineage));
            }
            Set<BranchViews.Views> made = new HashSet<>();
            for (Future<BranchViews.Views> each : threads.invokeAll(calls)) {
                made.add(each.get());
            }
            assertThat(made).hasSize(1);
        }
    }
}

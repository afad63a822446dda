package dev.understudy.decisionlog.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ruleset.BranchName;
import dev.understudy.testsupport.EmbeddedPostgresResource;
import dev.understudy.testsupport.LoggedRow;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL finds the rows of each filter by an index: 40,000 rows of ten days in August. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPostgresResource.class)
class PlansTest {
    private static final String ROWS = """
            insert into decision
            select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
                at, 9173, 'plans-' || n % 10, case when n % 500 = 0 then 'draft/' || n % 1000 else 'main' end,
                lpad(to_hex(n / 100), 40, '0'), 'DEFAULT', n % 500 <> 0,
                case when n % 400 = 0 then 'candidate' end, 'key-' || n,
                case when n % 700 = 0 then 'rare' else 'app' end, 'drools 10.2.0',
                '{"facts":{"Flight":[{"delay":200,"distance":291,"origin":"SLC"}]}}', '{"Compensation":[]}', '[]',
                array['rule:Rule ' || n % 20, 'type:Compensation', 'value:Compensation.amount=' || n % 1000],
                310, 4, 41000
            from (select n, timestamptz '2026-08-01 00:00Z' + n * interval '20 seconds' as at
                  from generate_series(1, 40000) n) s""";

    @Inject
    DataSource database;

    @BeforeEach
    void generate() throws SQLException {
        LoggedRow.makePartitions(database);
        run(ROWS, "analyze decision_of_tests_08");
    }

    @AfterEach
    void clear() throws SQLException {
        run("delete from decision_of_tests_08 where ruleset like 'plans-%'");
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private String plan(LogQuery query) throws SQLException {
        return Plans.of(
                database,
                query,
                OffsetDateTime.parse("2026-08-04T00:00:00Z"),
                OffsetDateTime.parse("2026-08-10T00:00:00Z"));
    }

    /** Names of indexes of partitions begin with that of the partition and name the columns. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|pkey",
                "ruleset=plans-3|ruleset_effective_decided_at_id",
                "ruleset=plans-3,effective=false|ruleset_effective_decided_at_id",
                "branch=draft/500|branch_decided_at_id",
                "commit=0000000000000000000000000000000000000042|commit_id_decided_at_id",
                "effective=false|decided_at_id",
                "rolloutSide=candidate|rollout_side_decided_at_id",
                "routingKey=key-17|routing_key_decided_at_id",
                "caller=rare|caller_decided_at_id",
                "caller=app|pkey",
                "outcome=Compensation.amount:17|tags",
                "outcome=Compensation|pkey",
                "rule=Rule 3|pkey",
                "rule=no such rule|tags",
            })
    void eachFilterHasItsIndex(String filters, String index) throws SQLException {
        Map<String, List<String>> given = new HashMap<>();
        if (filters != null) {
            for (String each : filters.split(",", -1)) {
                int at = each.indexOf('=');
                given.put(each.substring(0, at), List.of(each.substring(at + 1)));
            }
        }
        assertThat(plan(QueryParameters.filters(given)))
                .contains("decision_of_tests_08_" + index)
                .doesNotContain("Seq Scan")
                .doesNotContain("decision_of_tests_07")
                .doesNotContain("decision_of_tests_09");
    }

    @Test
    void aBranchThatSeesTwoLineagesHasAnIndexForEach() throws SQLException {
        Lineage lineage = new Lineage(
                new BranchName("draft/500"), new TreeSet<>(Set.of("plans-0")), new TreeSet<>(Set.of("plans-1")));
        assertThat(plan(QueryParameters.filters(Map.of()).seenBy(lineage)))
                .contains("branch_decided_at_id")
                .containsAnyOf("ruleset_effective_decided_at_id", "08_pkey")
                .doesNotContain("Seq Scan");
    }
}

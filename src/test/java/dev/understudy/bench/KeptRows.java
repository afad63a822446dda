package dev.understudy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A decision log of many rows, of the last thirty days, as a service of five rulesets would have written it: 2 in 100 are
 * of drafts, 1 in 100 of a rollout's candidate, 1 in 10,000 by a rare caller, rule or amount.
 */
final class KeptRows {
    static final int DAYS = 30;

    private KeptRows() {}

    /** The embedded PostgreSQL of the service with this data folder. */
    static DataSource database(Path data) throws IOException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        // The fourth line is the port.
        String port = Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(3)
                .strip();
        database.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        database.setUser("understudy");
        database.setPassword(
                Files.readString(data.resolve("secrets/postgres.password")).strip());
        return database;
    }

    /** Writes them, the newest of yesterday. */
    static void write(DataSource database, long rows) throws SQLException {
        long each = rows / DAYS;
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off; set maintenance_work_mem = '256MB'");
            statement.execute("create table if not exists decision_keep_400"
                    + " (like decision including all excluding indexes) partition by range (decided_at)");
            statement.execute("do $$ begin if not exists (select from pg_inherits where inhrelid ="
                    + " 'decision_keep_400'::regclass) then alter table decision attach partition decision_keep_400"
                    + " for values in (400); end if; end $$");
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = today.minusDays(DAYS - day);
                String table = "decision_keep_400_" + date.toString().replace("-", "");
                long first = day * each;
                statement.execute("create table " + table + " (like decision including all excluding indexes)");
                statement.execute(rows(table, day, date, first, each));
                // Its indexes are made here, which is quicker than row by row.
                statement.execute("alter table decision_keep_400 attach partition " + table + " for values from ('"
                        + date + "T00:00:00Z') to ('" + date.plusDays(1) + "T00:00:00Z')");
            }
            statement.execute("analyze decision");
        }
    }

    /** The statement that writes those of one day, numbered from {@code first}. */
    private static String rows(String table, int day, LocalDate date, long first, long count) {
        return String.format(Locale.ROOT, """
            insert into %s
            select (lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(n %% 4096), 3, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
                timestamptz 'epoch' + ms * interval '1 millisecond', 400, 'ruleset-' || n %% 5,
                case when n %% 50 = 0 then 'feature/' || n / 50 %% 1000 else 'main' end,
                lpad(to_hex(%d * 10 + n %% 10), 40, '0'), case when n %% 50 = 0 then 'HEADER' else 'DEFAULT' end, n %% 50 <> 0,
                case when n %% 100 = 1 then 'candidate' end, 'P' || n %% 2000000,
                case when n %% 10000 = 7 then 'rare' else 'app-' || n %% 3 end, 'drools 10.2.0',
                '{"facts": {"Flight": [{"origin": "SLC", "destination": "LAX", "distanceKm": ' || n %% 4000
                    || ', "delayMinutes": ' || n %% 500 || ', "cause": "CARRIER", "passengerId": "P' || n %% 2000000 || '"}]}}',
                '{"Compensation":[{"amount":' || amount || ',"currency":"EUR","reason":"Delay"}],"Care":[]}',
                '[{"rule":"Rule ' || rule || '","count":1},{"rule":"Delayed","count":1}]',
                array['rule:Rule ' || rule, 'rule:Delayed', 'type:Compensation', 'value:Compensation.amount=' || amount,
                    'value:Compensation.currency=EUR', 'value:Compensation.reason=Delay'],
                310, 4, 41000
            from (select n, (extract(epoch from date '%s') * 1000)::bigint + (n - %d) * 86000000 / %d as ms,
                    case when n %% 10000 = 9 then 'rare' else (n %% 20)::text end as rule,
                    case when n %% 10000 = 11 then 9999 else (n %% 40) * 25 end as amount
                  from generate_series(%d::bigint, %d::bigint) n) s""", table, day, date, first, count, first, first + count - 1);
    }
}

package dev.understudy.review;

import dev.understudy.ruleset.RulesetName;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Which decisions change requests were decided again on. Blocking and thread-safe. */
@Singleton
class KeptSamples {
    private final Rows rows;

    KeptSamples(DataSource database) {
        this.rows = new Rows(database);
    }

    /**
     * Those that are to be taken again, so that impacts can be compared: the last ones, while an approval stands. Else
     * newer ones tell more.
     */
    Optional<ImpactSample> standing(long request, RulesetName ruleset) {
        return rows
                .select(
                        "select newest, rare, looked_through from evidence_sample s"
                                + " where change_request = ? and ruleset = ? and exists (select 1 from review r"
                                + " where r.change_request = s.change_request and r.verdict = 'APPROVE'"
                                + " and r.lapsed_at is null) order by id desc limit 1",
                        row -> new ImpactSample(ids(row, 1), ids(row, 2), row.getLong(3)),
                        request,
                        ruleset.value())
                .stream()
                .findFirst();
    }

    private static List<UUID> ids(ResultSet row, int column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((UUID[]) array.getArray());
    }

    void keep(long request, RulesetName ruleset, ImpactSample sample) {
        rows.update(
                "insert into evidence_sample (change_request, ruleset, drawn_at, newest, rare, looked_through)"
                        + " values (?, ?, now(), ?, ?, ?)",
                request,
                ruleset.value(),
                sample.newest().toArray(UUID[]::new),
                sample.rare().toArray(UUID[]::new),
                sample.lookedThrough());
    }
}

package dev.understudy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Evidence as rows that nobody changes, and a list of what was begun. Blocking and thread-safe. */
@Singleton
class KeptEvidence {
    private static final String SELECT = "select id, base, head, candidate, found_at, document, figures from evidence ";

    private final Rows rows;
    private final ObjectMapper json;

    KeptEvidence(DataSource database, ObjectMapper json) {
        this.rows = new Rows(database);
        this.json = json;
    }

    /**
     * One row.
     *
     * @param number of the row
     * @param base the head of main
     * @param head the head of the branch
     * @param candidate both sides of each ruleset that is touched, merged onto main
     * @param foundAt when it was whole
     * @param document what is shown
     * @param figures what is counted on
     */
    record Kept(
            long number,
            String base,
            String head,
            List<Map<String, Object>> candidate,
            Instant foundAt,
            Map<String, Object> document,
            EvidenceFigures figures) {}

    Optional<Kept> find(EvidenceQuestion.Pair pair) {
        return rows
                .select(
                        SELECT + "where change_request = ? and base = ? and head = ?",
                        this::kept,
                        pair.request(),
                        pair.base().value(),
                        pair.head().value())
                .stream()
                .findFirst();
    }

    /** All of a change request, the oldest first. */
    List<Kept> all(long request) {
        return rows.select(SELECT + "where change_request = ? order by id", this::kept, request);
    }

    private Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                read(row.getString(4), new TypeReference<>() {}),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                read(row.getString(6), new TypeReference<>() {}),
                read(row.getString(7), new TypeReference<>() {}));
    }

    private <T> T read(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is kept of evidence is none.", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Evidence can always be written.", e);
        }
    }

    /** Keeps it, unless another node was first; gives the row's number. */
    long keep(
            EvidenceQuestion.Pair pair,
            List<RulesetChange> candidate,
            Map<String, Object> document,
            EvidenceFigures figures) {
        List<Map<String, String>> sides = candidate.stream()
                .map(each -> Map.of(
                        "ruleset", each.ruleset().value(),
                        "base", each.base() == null ? "" : each.base().value(),
                        "candidate", each.branch() == null ? "" : each.branch().value()))
                .toList();
        rows.update(
                "insert into evidence (change_request, base, head, candidate, found_at, document, figures)"
                        + " values (?, ?, ?, ?, now(), ?, ?) on conflict do nothing",
                pair.request(),
                pair.base().value(),
                pair.head().value(),
                write(sides),
                write(document),
                write(figures));
        ended(pair);
        return find(pair).orElseThrow().number();
    }

    void begun(EvidenceQuestion.Pair pair) {
        rows.update(
                "insert into evidence_begun (change_request, base, head, begun_at) values (?, ?, ?, now())"
                        + " on conflict do nothing",
                pair.request(),
                pair.base().value(),
                pair.head().value());
    }

    private void ended(EvidenceQuestion.Pair pair) {
        rows.update(
                "delete from evidence_begun where change_request = ? and base = ? and head = ?",
                pair.request(),
                pair.base().value(),
                pair.head().value());
    }

    /** What was begun of requests that are still open where they are now; the rest is forgotten. */
    List<EvidenceQuestion.Pair> leftOver() {
        rows.update("delete from evidence_begun b where not exists (select 1 from change_request c"
                + " where c.id = b.change_request and c.state not in ('MERGED', 'CLOSED')"
                + " and (c.base_head = b.base and c.head = b.head or exists (select 1 from review r"
                + " where r.change_request = c.id and r.lapsed_at is null"
                + " and r.held_base = b.base and r.held_head = b.head)))");
        return rows.select(
                "select change_request, base, head from evidence_begun order by begun_at",
                row -> new EvidenceQuestion.Pair(
                        row.getLong(1), new CommitId(row.getString(2)), new CommitId(row.getString(3))));
    }
}

package dev.understudy.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.understudy.content.Sha256;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** What scenarios and mutants said of two trees of a ruleset, for when they meet again. Blocking and thread-safe. */
@Singleton
class ScenarioFindings {
    /** Raise it whenever the same trees give something else. */
    private static final String VERSION = "findings-1";

    private final Rows rows;
    private final ObjectMapper json;

    ScenarioFindings(DataSource database, ObjectMapper json) {
        this.rows = new Rows(database);
        this.json = json;
    }

    /** @param engine what compiles them */
    static String key(RulesetChange change, String engine) {
        String text = VERSION + "\n" + change.ruleset() + "\n" + change.base() + "\n" + change.branch() + "\n" + engine;
        return Sha256.hex(text);
    }

    Optional<Map<String, Object>> find(String key) {
        return rows
                .select("select document from scenario_findings where key = ?", row -> read(row.getString(1)), key)
                .stream()
                .findFirst();
    }

    /** Keeps them, and drops what is older than 90 days. */
    void keep(String key, Map<String, Object> found) {
        try {
            rows.update(
                    "insert into scenario_findings (key, found_at, document) values (?, now(), ?) on conflict do nothing",
                    key,
                    json.writeValueAsString(found));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Findings can always be written.", e);
        }
        rows.update("delete from scenario_findings where found_at < now() - interval '90 days'");
    }

    private Map<String, Object> read(String text) {
        try {
            return json.readValue(text, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is kept of scenarios is none.", e);
        }
    }
}

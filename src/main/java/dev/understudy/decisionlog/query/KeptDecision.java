package dev.understudy.decisionlog.query;

import dev.understudy.decisionlog.LoggedDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as the log has it. Sealed values are still sealed.
 *
 * @param id a UUID of version 7
 * @param rules by which rules, and how they were chosen
 * @param caller the account that asked
 * @param routingKey null when there was none
 * @param body JSON of the call's body
 * @param outcome JSON of the outcome
 * @param firedRules JSON: {@code [{"rule": "Short haul", "count": 1}]}
 * @param use what it took
 * @param assignment JSON of why it was on its side of a rollout; null when it was not drawn
 */
public record KeptDecision(
        UUID id,
        LoggedDecision.Rules rules,
        String caller,
        @Nullable String routingKey,
        String body,
        String outcome,
        String firedRules,
        LoggedDecision.Use use,
        @Nullable String assignment) {
    static final String COLUMNS =
            "id, ruleset, branch, commit_id, selected_by, effective, rollout_side, engine, caller,"
                    + " routing_key, body, outcome, fired_rules, steps, firings, engine_nanos, assignment";

    /** The moment of the decision, to the millisecond. */
    public Instant decidedAt() {
        return new Position(id).moment();
    }

    /** About how many bytes it holds. */
    long weight() {
        return 512L + body.length() + outcome.length() + firedRules.length();
    }

    /** Reads the row that {@code rows} is at, selected by {@link #COLUMNS}. */
    static KeptDecision of(ResultSet rows) throws SQLException {
        LoggedDecision.Rules rules = new LoggedDecision.Rules(
                rows.getString("ruleset"),
                rows.getString("branch"),
                rows.getString("commit_id"),
                rows.getString("selected_by"),
                rows.getBoolean("effective"),
                rows.getString("rollout_side"),
                rows.getString("engine"));
        return new KeptDecision(
                rows.getObject("id", UUID.class),
                rules,
                rows.getString("caller"),
                rows.getString("routing_key"),
                rows.getString("body"),
                rows.getString("outcome"),
                rows.getString("fired_rules"),
                new LoggedDecision.Use(rows.getLong("steps"), rows.getInt("firings"), rows.getLong("engine_nanos")),
                rows.getString("assignment"));
    }
}

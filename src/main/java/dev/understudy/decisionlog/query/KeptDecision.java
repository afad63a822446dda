package dev.understudy.decisionlog.query;

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
 */
public record KeptDecision(
        UUID id,
        Rules rules,
        String caller,
        @Nullable String routingKey,
        String body,
        String outcome,
        String firedRules,
        Use use) {
    static final String COLUMNS =
            "id, ruleset, branch, commit_id, selected_by, effective, rollout_side, engine, caller,"
                    + " routing_key, body, outcome, fired_rules, steps, firings, engine_nanos";

    /**
     * By which rules.
     *
     * @param ruleset its name
     * @param branch its name
     * @param commit 40 hexadecimal digits
     * @param selectedBy what chose the branch
     * @param effective whether it counted
     * @param rolloutSide {@code baseline} or {@code candidate}; null when no rollout ran
     * @param engine the versions of what decided
     */
    public record Rules(
            String ruleset,
            String branch,
            String commit,
            String selectedBy,
            boolean effective,
            @Nullable String rolloutSide,
            String engine) {}

    /**
     * What it took.
     *
     * @param steps steps of rule code
     * @param firings rules fired
     * @param nanos time of the engine
     */
    public record Use(long steps, int firings, long nanos) {}

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
        Rules rules = new Rules(
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
                new Use(rows.getLong("steps"), rows.getInt("firings"), rows.getLong("engine_nanos")));
    }
}

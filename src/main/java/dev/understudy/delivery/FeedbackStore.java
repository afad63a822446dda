package dev.understudy.delivery;

import dev.understudy.database.Transactions;
import dev.understudy.rollout.Observation;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers say of decisions, in the database. */
@Singleton
class FeedbackStore {
    private static final String INSERT = """
            insert into decision_feedback (decision, ruleset, commit_id, verdict, reason, account, at, rollout, unit,
                candidate, ppm, counted)
            values (?, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String TAKE = """
            update decision_feedback set counted = true where rollout = ? and not counted
            returning unit, candidate, ppm""";

    /**
     * What was said.
     *
     * @param decision its id
     * @param ruleset the name of its ruleset
     * @param commit whose rules decided
     * @param verdict {@code GOOD} or {@code BAD}
     * @param reason may be empty
     * @param account who says so
     */
    record Said(UUID decision, String ruleset, String commit, String verdict, String reason, String account) {}

    /**
     * Of which draw.
     *
     * @param rollout its id
     * @param unit 64 bits that name the unit
     * @param candidate its side
     * @param ppm the exposure of the decision
     */
    record Drawn(UUID rollout, long unit, boolean candidate, int ppm) {}

    /** Whether it is the first word on that decision. */
    boolean insert(Connection connection, Said said, @Nullable Drawn drawn) throws SQLException {
        boolean counts = drawn != null && said.verdict().equals("BAD");
        return Transactions.execute(
                        connection,
                        INSERT,
                        said.decision(),
                        said.ruleset(),
                        said.commit(),
                        said.verdict(),
                        said.reason(),
                        said.account(),
                        drawn == null ? null : drawn.rollout(),
                        drawn == null ? null : Long.valueOf(drawn.unit()),
                        drawn == null ? null : Boolean.valueOf(drawn.candidate()),
                        drawn == null ? null : Integer.valueOf(drawn.ppm()),
                        !counts)
                == 1;
    }

    /** The verdict on a decision. */
    Optional<String> verdict(Connection connection, UUID decision) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select verdict from decision_feedback where decision = ?")) {
            statement.setObject(1, decision);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Takes what was reported as bad of a rollout's decisions, to be counted in this transaction. */
    List<Observation> take(Connection connection, UUID rollout) throws SQLException {
        List<Observation> taken = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, rollout);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    taken.add(new Observation(
                            Observation.Kind.REPORTED, 0, row.getLong(1), row.getBoolean(2), row.getInt(3)));
                }
            }
        }
        return taken;
    }

    /** Why decisions of the candidate were bad, the newest first, a few of them. */
    List<String> reasons(Connection connection, UUID rollout) throws SQLException {
        List<String> reasons = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select decision || ' ' || left(reason, 200) from decision_feedback where rollout = ? and candidate"
                        + " and verdict = 'BAD' order by at desc limit 10")) {
            statement.setObject(1, rollout);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reasons.add(row.getString(1));
                }
            }
        }
        return reasons;
    }
}

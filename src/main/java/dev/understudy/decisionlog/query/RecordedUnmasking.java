package dev.understudy.decisionlog.query;

import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.identity.Caller;
import dev.understudy.identity.Right;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Shows sensitive values to who has the right, after it was recorded that they looked. */
@Singleton
final class RecordedUnmasking implements Unmasking {
    private static final int MOST_REQUEST = 2_000;

    private final DataSource database;
    private final Sealing sealing;
    private final InstantSource clock = InstantSource.system();

    RecordedUnmasking(DataSource database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    @Override
    public Look begin(Caller caller, String at) {
        if (!caller.may(Right.SEE_SENSITIVE)) {
            return Look.MASKED;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into look (at, caller, request) values (?, ?, ?)")) {
            insert.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            insert.setString(2, caller.name());
            insert.setString(3, at.length() > MOST_REQUEST ? at.substring(0, MOST_REQUEST) : at);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new ProblemException(
                    ProblemType.LOG_UNAVAILABLE,
                    "That you look at sensitive values can't be recorded now, so they are not shown. Try again in a"
                            + " moment.");
        }
        return sealing::open;
    }
}

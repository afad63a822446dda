package dev.understudy.decisionlog.query;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a caller is told when the database refuses, is too slow, or is away. */
final class LogFaults {
    private static final String CANCELED = "57014";
    private static final String LOCKED = "55P03";
    private static final String NOT_ALLOWED = "42501";
    /** Connections, resources, an operator who stops the database. */
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    private LogFaults() {}

    static boolean isTimeout(SQLException e) {
        return CANCELED.equals(e.getSQLState());
    }

    static RuntimeException of(SQLException e, Duration timeout) {
        @Nullable String state = e.getSQLState();
        if (isTimeout(e)) {
            return new ProblemException(
                    ProblemType.QUERY_TOO_WIDE,
                    "Nothing was found within " + seconds(timeout)
                            + " s. Narrow the time with 'from' and 'to', or name a ruleset too.");
        }
        if (LOCKED.equals(state)) {
            return new ProblemException(
                    ProblemType.LOG_UNAVAILABLE,
                    "The views are being read or changed by somebody else; try again in a moment.");
        }
        if (NOT_ALLOWED.equals(state)) {
            return new ProblemException(
                    ProblemType.LOG_UNAVAILABLE,
                    "The service's account at the database lacks a right: an operator has to grant it 'create' on the"
                            + " database.");
        }
        // A pool that has no connection to give has no state to tell.
        if (state == null || AWAY.contains(state.substring(0, Math.min(2, state.length())))) {
            return new ProblemException(
                    ProblemType.LOG_UNAVAILABLE,
                    "The database does not answer. What is decided meanwhile is kept on the nodes; try again in a"
                            + " moment.");
        }
        return new IllegalStateException("The decision log can't be read: SQL state " + state, e);
    }

    private static String seconds(Duration timeout) {
        return timeout.toMillis() % 1_000 == 0
                ? Long.toString(timeout.toSeconds())
                : Double.toString(timeout.toMillis() / 1e3);
    }
}

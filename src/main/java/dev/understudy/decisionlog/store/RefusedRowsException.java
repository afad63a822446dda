package dev.understudy.decisionlog.store;

import java.io.Serial;
import java.sql.SQLException;

/** PostgreSQL does not take one or more of the rows that it was given, however often it is asked. */
final class RefusedRowsException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String CHECK_VIOLATION = "23514";

    private final boolean mayLackPartition;

    /** Takes the error's sentence, and not its detail, which repeats the row. */
    RefusedRowsException(SQLException cause) {
        super("PostgreSQL refuses it (SQLSTATE " + cause.getSQLState() + "): "
                + String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
        mayLackPartition = CHECK_VIOLATION.equals(cause.getSQLState());
    }

    /** PostgreSQL reports a row without a partition like one that fails a check. */
    boolean mayLackPartition() {
        return mayLackPartition;
    }
}

package dev.understudy.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Records what was done, in the transaction that does it: what is not recorded did not happen. Writers of all nodes wait
 * for each other until that transaction ends, so it has to be short. Blocking; safe for any number of threads.
 */
@Singleton
public class AuditLog {
    /** Any number that nothing else locks by. */
    private static final long LOCK = 0x756e64657261L << 8;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addModule(new JavaTimeModule())
            .build();

    private final DataSource database;
    private final InstantSource clock = InstantSource.system();

    AuditLog(DataSource database) {
        this.database = database;
    }

    /** The last record there is. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, compared by nobody.
    private record Head(long seq, byte[] hash) {}

    /**
     * Records an event. Within a transaction it belongs to that one; without, it is one of its own.
     *
     * @return its number
     */
    @Transactional
    public long append(AuditEvent event) {
        try (Connection connection = database.getConnection()) {
            Head head = lockedHead(connection);
            long seq = head.seq() + 1;
            Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
            String record = json(seq, head.hash(), at, event);
            insert(connection, seq, at, event, record);
            return seq;
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log can't be written: SQLSTATE " + e.getSQLState(), e);
        }
    }

    private static Head lockedHead(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = '10s'");
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
            try (ResultSet row =
                    statement.executeQuery("select seq, hash from audit_record order by seq desc limit 1")) {
                return row.next() ? new Head(row.getLong(1), row.getBytes(2)) : new Head(0, AuditChain.BEGINNING);
            }
        }
    }

    static String json(long seq, byte[] previous, Instant at, AuditEvent event) {
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("at", at);
        rest.put("actor", event.actor());
        rest.put("action", event.action().text());
        rest.put("subject", event.subject());
        if (event.ruleset() != null) {
            rest.put("ruleset", event.ruleset());
        }
        rest.put("before", event.before());
        rest.put("after", event.after());
        try {
            // The verifier finds the number and the hash at their places; what follows keeps its order, too.
            return AuditChain.SEQ + seq + AuditChain.PREVIOUS + AuditChain.hex(previous) + "\","
                    + JSON.writeValueAsString(rest).substring(1);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This can't be recorded: " + event.action(), e);
        }
    }

    private static void insert(Connection connection, long seq, Instant at, AuditEvent event, String record)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into audit_record"
                + " (seq, at, actor, action, subject, ruleset, record, hash) values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, seq);
            insert.setObject(2, at.atOffset(ZoneOffset.UTC));
            insert.setString(3, event.actor());
            insert.setString(4, event.action().text());
            insert.setString(5, event.subject());
            insert.setString(6, event.ruleset());
            insert.setString(7, record);
            insert.setBytes(8, AuditChain.hash(record));
            insert.executeUpdate();
        }
    }
}

package dev.understudy.token;

import dev.understudy.database.Transactions;
import dev.understudy.identity.TokenRight;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tokens in the database. */
@Singleton
class TokenStore {
    private static final String INSERT = """
            insert into token (id, name, owner, rights, rulesets, secret_hash, created_by, created_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String UPDATE = """
            update token set secret_hash = ?, former_hash = ?, former_until = ?, expires_at = ?, revoked_by = ?,
                revoked_at = ? where id = ?""";

    /** Whose owner's account was disabled can't be used. Owners need not have an account here. */
    private static final String USABLE = """
            select token.* from token left join account on account.name = token.owner
            where token.revoked_at is null and account.disabled_at is null""";

    /** Another node may have seen a later use. */
    private static final String USED = """
            update token set last_used_at = greatest(last_used_at, ?) where id = ?""";

    void insert(Connection connection, Token token) throws SQLException {
        Transactions.execute(
                connection,
                INSERT,
                token.id(),
                token.holder().name(),
                token.holder().owner(),
                token.grant().rights().stream().map(TokenRight::text).toArray(String[]::new),
                token.grant().rulesets().toArray(String[]::new),
                token.secrets().current(),
                token.life().made().by(),
                token.life().made().at(),
                token.life().expiresAt());
    }

    void update(Connection connection, Token token) throws SQLException {
        Token.Made revoked = token.life().revoked();
        Transactions.execute(
                connection,
                UPDATE,
                token.secrets().current(),
                token.secrets().former(),
                token.secrets().formerUntil(),
                token.life().expiresAt(),
                revoked == null ? null : revoked.by(),
                revoked == null ? null : revoked.at(),
                token.id());
    }

    /** All that are not revoked; expired ones are among them. */
    List<Token> usable(Connection connection) throws SQLException {
        return Transactions.query(connection, USABLE, TokenStore::token);
    }

    long inUse(Connection connection) throws SQLException {
        return count(connection, "select count(*) from token where revoked_at is null");
    }

    boolean isNameInUse(Connection connection, String name) throws SQLException {
        return count(connection, "select count(*) from token where revoked_at is null and name = ?", name) > 0;
    }

    private static long count(Connection connection, String sql, String... values) throws SQLException {
        return Transactions.query(connection, sql, row -> row.getLong(1), (Object[]) values)
                .getFirst();
    }

    /** The newest first, revoked ones too. */
    List<Token> page(Connection connection, long before, int most) throws SQLException {
        return Transactions.query(
                connection,
                "select * from token where number < ? order by number desc limit ?",
                TokenStore::token,
                before,
                most);
    }

    /** @throws ProblemException {@code UNKNOWN_TOKEN} */
    Token named(Connection connection, String id) throws SQLException {
        return one(connection, "select * from token where id = ?", id);
    }

    /** The same, held until the transaction ends. */
    Token locked(Connection connection, String id) throws SQLException {
        return one(connection, "select * from token where id = ? for update", id);
    }

    private static Token one(Connection connection, String sql, String id) throws SQLException {
        return Transactions.query(connection, sql, TokenStore::token, id).stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_TOKEN, "There is no token of that id; GET /api/v1/tokens has them."));
    }

    void used(Connection connection, Map<String, Instant> uses) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(USED)) {
            for (Map.Entry<String, Instant> use : uses.entrySet()) {
                Transactions.bind(update, use.getValue(), use.getKey());
                update.addBatch();
            }
            var _ = update.executeBatch();
        }
    }

    private static Token token(ResultSet row) throws SQLException {
        String revokedBy = row.getString("revoked_by");
        return new Token(
                row.getLong("number"),
                row.getString("id"),
                new Token.Holder(row.getString("name"), row.getString("owner")),
                new Token.Grant(
                        Transactions.texts(row, "rights").stream()
                                .map(text -> TokenRight.of(text).orElseThrow())
                                .toList(),
                        Transactions.texts(row, "rulesets")),
                new Token.Secrets(
                        row.getString("secret_hash"),
                        row.getString("former_hash"),
                        Transactions.moment(row, "former_until")),
                new Token.Life(
                        new Token.Made(row.getString("created_by"), moment(row, "created_at")),
                        moment(row, "expires_at"),
                        revokedBy == null ? null : new Token.Made(revokedBy, moment(row, "revoked_at")),
                        Transactions.moment(row, "last_used_at")));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Transactions.moment(row, column), column);
    }
}

package dev.understudy.share;

import dev.understudy.database.Transactions;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Share links in the database. */
@Singleton
class ShareStore {
    private static final String INSERT = """
            insert into share_link (id, branch, commit_id, ruleset, decisions, bind, bound_to, most_uses, made_by,
                made_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String STANDING = """
            select l.*, extract(epoch from l.expires_at - clock_timestamp()) as seconds_left,
                exists (
                    select 1 from change_request c
                    where c.branch = l.branch and c.state = 'MERGED' and c.merged_at >= l.made_at
                ) as merged
            from share_link l where l.id = ?""";

    /** One statement: however many come at once, the last place is given once. */
    private static final String COUNT = """
            update share_link set uses = uses + 1
            where id = ? and revoked_at is null and expires_at > clock_timestamp()
                and (most_uses is null or uses < most_uses)""";

    private static final String END = """
            update share_link set revoked_at = clock_timestamp(), revoked_by = ?, revoked_why = ?
            where id = ? and revoked_at is null and expires_at > clock_timestamp()""";

    private static final String USE = """
            insert into share_use (link, at, action, address, user_agent, caller, decision)
            values (?, ?, ?, ?, ?, ?, ?)""";

    /** A link with what decides whether it counts. */
    record Found(ShareLink link, double secondsLeft, boolean merged) {}

    /** A use as it is listed. */
    record Recorded(
            long id,
            Instant at,
            LinkUse.Action action,
            Visitor visitor,
            @Nullable UUID decision) {}

    void insert(Connection connection, ShareLink link) throws SQLException {
        CommitId commit = link.shown().commit();
        Array decisions =
                connection.createArrayOf("uuid", link.shown().decisions().toArray());
        Transactions.execute(
                connection,
                INSERT,
                link.id(),
                link.shown().branch().value(),
                commit == null ? null : commit.value(),
                link.shown().ruleset(),
                decisions,
                link.bind().kind().name(),
                link.bind().to(),
                link.count().most(),
                link.made().by(),
                link.made().at(),
                link.made().expiresAt());
    }

    Optional<Found> standing(Connection connection, UUID id) throws SQLException {
        return Transactions.query(
                        connection,
                        STANDING,
                        row -> new Found(link(row), row.getDouble("seconds_left"), row.getBoolean("merged")),
                        id)
                .stream()
                .findFirst();
    }

    /** Whether there was a use left. */
    boolean count(Connection connection, UUID id) throws SQLException {
        return Transactions.execute(connection, COUNT, id) == 1;
    }

    /** Whether it still counted. */
    boolean end(Connection connection, UUID id, String by, Ending why) throws SQLException {
        return Transactions.execute(connection, END, by, why.name(), id) == 1;
    }

    /** Binds it to a first browser, unless it is bound already. */
    void bind(Connection connection, UUID id, byte[] hash) throws SQLException {
        Transactions.execute(
                connection,
                "update share_link set bound_hash = ? where id = ? and bind = 'FIRST_USER' and bound_hash is null",
                hash,
                id);
    }

    /** What it is bound to. */
    byte @Nullable [] boundHash(Connection connection, UUID id) throws SQLException {
        List<Optional<byte[]>> rows = Transactions.query(
                connection,
                "select bound_hash from share_link where id = ?",
                row -> Optional.ofNullable(row.getBytes(1)),
                id);
        return rows.isEmpty() ? null : rows.getFirst().orElse(null);
    }

    void record(Connection connection, LinkUse use) throws SQLException {
        Transactions.execute(
                connection,
                USE,
                use.link(),
                use.at(),
                use.action().name(),
                use.visitor().address(),
                use.visitor().userAgent(),
                use.visitor().account(),
                use.decision());
    }

    /** The newest first, of one maker or of all, behind an id. */
    List<ShareLink> page(Connection connection, @Nullable String maker, @Nullable UUID before, int most)
            throws SQLException {
        return Transactions.query(
                connection,
                "select * from share_link where (?::text is null or made_by = ?) and (?::uuid is null or id < ?)"
                        + " order by id desc limit " + most,
                ShareStore::link,
                maker,
                maker,
                before,
                before);
    }

    /** What one was used for, the newest first, behind a number. */
    List<Recorded> uses(Connection connection, UUID link, long before, int most) throws SQLException {
        return Transactions.query(
                connection,
                "select * from share_use where link = ? and id < ? order by id desc limit " + most,
                row -> new Recorded(
                        row.getLong("id"),
                        moment(row, "at"),
                        LinkUse.Action.valueOf(row.getString("action")),
                        new Visitor(row.getString("address"), row.getString("user_agent"), row.getString("caller")),
                        row.getObject("decision", UUID.class)),
                link,
                before);
    }

    /** Those that count, of some branches, or of all when {@code branches} is null. */
    List<ShareLink> counting(Connection connection, @Nullable List<String> branches) throws SQLException {
        String[] names = branches == null ? null : branches.toArray(String[]::new);
        return Transactions.query(
                connection,
                "select * from share_link where revoked_at is null and expires_at > clock_timestamp()"
                        + " and (?::text[] is null or branch = any (?::text[]))",
                ShareStore::link,
                names,
                names);
    }

    private static ShareLink link(ResultSet row) throws SQLException {
        String commit = row.getString("commit_id");
        Instant revokedAt = Transactions.moment(row, "revoked_at");
        return new ShareLink(
                row.getObject("id", UUID.class),
                new ShareLink.Shown(
                        new BranchName(row.getString("branch")),
                        commit == null ? null : new CommitId(commit),
                        row.getString("ruleset"),
                        Arrays.asList((UUID[]) row.getArray("decisions").getArray())),
                new Bind(Bind.Kind.valueOf(row.getString("bind")), row.getString("bound_to")),
                row.getBytes("bound_hash"),
                new ShareLink.Count(row.getInt("uses"), row.getObject("most_uses", Integer.class)),
                new ShareLink.Made(row.getString("made_by"), moment(row, "made_at"), moment(row, "expires_at")),
                revokedAt == null
                        ? null
                        : new ShareLink.Revoked(
                                revokedAt, row.getString("revoked_by"), Ending.valueOf(row.getString("revoked_why"))));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(Transactions.moment(row, column));
    }
}

package dev.understudy.replay.job;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it is kept.
 *
 * @param id a UUID of version 7
 * @param key names the result by what it depends on
 * @param state how far it is
 * @param asked who asked for what
 * @param target which rules decide
 * @param found which decisions
 * @param progress how far it is, for who looks
 * @param checkpoint where to go on; null before the first one
 * @param claim the number of the last node's claim
 * @param times when it was what
 * @param fault why it failed
 */
record ReplayRow(
        UUID id,
        String key,
        ReplayState state,
        Asked asked,
        Target target,
        Found found,
        Progress progress,
        @Nullable Checkpoint checkpoint,
        long claim,
        Times times,
        @Nullable String fault) {
    static final String COLUMNS =
            "id, key, state, created_by, ruleset, filter, sample_method, sample_size, onto_branch,"
                    + " onto_commit, onto_tree, engine, newest, oldest, total, drawn, reached, counted, digest, report,"
                    + " decided, per_second, claim, created_at, started_at, ended_at, fault";

    /** All but what can be large. */
    static final String WITHOUT_REPORT =
            COLUMNS.replace("drawn,", "null as drawn,").replace("report,", "null as report,");

    /**
     * Who asked for what.
     *
     * @param by the account
     * @param ruleset its name
     * @param filter JSON, as it was sent
     * @param sample null for all
     */
    record Asked(
            String by,
            String ruleset,
            String filter,
            @Nullable Sample sample) {}

    /**
     * Which rules decide.
     *
     * @param branch its name then
     * @param commit 40 hexadecimal digits
     * @param tree of the ruleset's folder there
     * @param engine what decides, with versions
     */
    record Target(String branch, String commit, String tree, String engine) {}

    /**
     * Which decisions.
     *
     * @param newest the id of the newest; null when there is none
     * @param oldest the id of the oldest
     * @param total how many are to be decided
     * @param drawn those of a sample that had to be drawn, newest first; null when it is all of them
     */
    record Found(
            @Nullable UUID newest,
            @Nullable UUID oldest,
            long total,
            @Nullable List<UUID> drawn) {}

    /**
     * How far it is.
     *
     * @param decided how many were counted
     * @param perSecond how many were counted in a second of late; null when that is not known
     */
    record Progress(long decided, @Nullable Double perSecond) {}

    /**
     * Where to go on.
     *
     * @param reached the last decision that was counted; null when none was
     * @param counted how many were
     * @param digest of their ids
     * @param report JSON of what came of them
     */
    record Checkpoint(@Nullable UUID reached, long counted, String digest, String report) {}

    /**
     * When it was what.
     *
     * @param createdAt asked for
     * @param startedAt first worked on
     * @param endedAt ended, one way or another
     */
    record Times(
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /** The same with its sample drawn. */
    ReplayRow drawn(String newKey, List<UUID> ids) {
        Found drawn = new Found(found.newest(), found.oldest(), ids.size(), ids);
        return new ReplayRow(id, newKey, state, asked, target, drawn, progress, checkpoint, claim, times, fault);
    }

    static ReplayRow of(ResultSet row) throws SQLException {
        String method = row.getString("sample_method");
        Sample sample = method == null ? null : new Sample(Sample.Method.valueOf(method), row.getInt("sample_size"));
        double rate = row.getDouble("per_second");
        Double perSecond = row.wasNull() ? null : Double.valueOf(rate);
        String report = row.getString("report");
        return new ReplayRow(
                row.getObject("id", UUID.class),
                row.getString("key"),
                ReplayState.valueOf(row.getString("state")),
                new Asked(row.getString("created_by"), row.getString("ruleset"), row.getString("filter"), sample),
                new Target(
                        row.getString("onto_branch"),
                        row.getString("onto_commit"),
                        row.getString("onto_tree"),
                        row.getString("engine")),
                new Found(
                        row.getObject("newest", UUID.class),
                        row.getObject("oldest", UUID.class),
                        row.getLong("total"),
                        ids(row.getArray("drawn"))),
                new Progress(row.getLong("decided"), perSecond),
                report == null
                        ? null
                        : new Checkpoint(
                                row.getObject("reached", UUID.class),
                                row.getLong("counted"),
                                row.getString("digest"),
                                report),
                row.getLong("claim"),
                new Times(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row, "started_at"),
                        instant(row, "ended_at")),
                row.getString("fault"));
    }

    private static @Nullable List<UUID> ids(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((UUID[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

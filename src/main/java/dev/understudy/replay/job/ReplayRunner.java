package dev.understudy.replay.job;

import dev.understudy.decisionlog.query.LogQuery;
import dev.understudy.decisionlog.query.LogScan;
import dev.understudy.decisionlog.query.RecordedDecision;
import dev.understudy.problem.ProblemException;
import dev.understudy.replay.compare.PagesById;
import dev.understudy.replay.compare.ReplayReport;
import dev.understudy.replay.compare.Replayer;
import dev.understudy.replay.job.ReplayRow.Checkpoint;
import dev.understudy.ruleset.CompiledRuleset;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Works on one replay until it is done, can't go on, is taken away, or the node stops. Thread-safe. */
@Singleton
class ReplayRunner {
    private static final int PAGE = 4_096;
    private static final long PAGE_BYTES = 4 << 20;
    /** Reasons that lie in the node or its settings: whoever asks again may get another result. */
    private static final Set<String> PASSING = Set.of("KEY_MISSING", "KEY_WRONG", "UNFORESEEN");

    private final Planner planner;
    private final LogScan log;
    private final Replayer replayer;
    private final ReplayMeters meters;

    ReplayRunner(Planner planner, LogScan log, Replayer replayer, ReplayMeters meters) {
        this.planner = planner;
        this.log = log;
        this.replayer = replayer;
        this.meters = meters;
    }

    /** How it ended. */
    enum End {
        /** It is done, or was cancelled, or another node has it. */
        OVER,
        /** It waits in the queue again: the node stops. */
        STOPPED
    }

    /**
     * Works on it.
     *
     * @param row as this node claimed it
     * @param stopping whether the node is to stop
     * @throws SQLException when the database is away
     * @throws Planner.NoRulesException when its rules can't be had
     * @throws ProblemException when the log can't be read
     */
    End run(ReplayRow row, Claims claims, BooleanSupplier stopping)
            throws SQLException, InterruptedException, Planner.NoRulesException {
        CompiledRuleset rules = planner.rules(row);
        LogQuery query = RequestReader.query(row.asked().ruleset(), row.asked().filter());
        ReplayWork drawing = new ReplayWork(row, claims, meters, stopping);
        ReplayRow ready = wantsDrawing(row) ? drawn(row, query, rules, claims, drawing) : row;
        if (ready == null) {
            return drawing.isLost() || !claims.release(row) ? End.OVER : End.STOPPED;
        }
        ReplayWork work = new ReplayWork(ready, claims, meters, stopping);
        boolean done = replayer.run(rules, pages(ready, query, work.reached()), work.tally(), work);
        if (done) {
            Checkpoint last = work.here();
            if (claims.done(ready, last, key(ready, rules, work))) {
                meters.ended(ReplayState.DONE);
            }
            return End.OVER;
        }
        if (work.isLost()) {
            return End.OVER;
        }
        work.checkpoint();
        claims.release(ready);
        return End.STOPPED;
    }

    private static boolean wantsDrawing(ReplayRow row) {
        Sample sample = row.asked().sample();
        return sample != null
                && sample.method() == Sample.Method.SPREAD
                && row.found().drawn() == null
                && row.found().newest() != null;
    }

    /** With its sample drawn; null when it is not this node's any more, or is to stop. */
    private @Nullable ReplayRow drawn(
            ReplayRow row, LogQuery query, CompiledRuleset rules, Claims claims, ReplayWork drawing)
            throws SQLException {
        DecisionSet from = new DecisionSet();
        List<UUID> ids = planner.draw(query, row, from, () -> drawing.goesOn(0));
        if (!drawing.goesOn(0)) {
            return null;
        }
        String key =
                ResultKey.of(row.asked().ruleset(), rules, from, row.asked().sample());
        String kept = key.equals(row.key()) ? key : once(row);
        return claims.drawn(row, ids, kept) ? row.drawn(kept, ids) : null;
    }

    private Replayer.Pages pages(ReplayRow row, LogQuery query, @Nullable UUID reached) {
        List<UUID> drawn = row.found().drawn();
        UUID newest = row.found().newest();
        UUID oldest = row.found().oldest();
        if (drawn != null) {
            return new PagesById(log, drawn, reached == null ? 0 : drawn.indexOf(reached) + 1);
        }
        if (newest == null || oldest == null) {
            return List::of;
        }
        LogScan.Range range = new LogScan.Range(newest, oldest, row.found().total());
        return new Replayer.Pages() {
            private @Nullable UUID last = reached;

            @Override
            public List<RecordedDecision> next() {
                List<RecordedDecision> page = log.page(query, range, last, PAGE, PAGE_BYTES);
                last = page.isEmpty() ? last : page.getLast().id();
                return page;
            }
        };
    }

    /** Names the result by the decisions that were decided, which can be others than were found at first. */
    private static String key(ReplayRow row, CompiledRuleset rules, ReplayWork work) {
        ReplayReport report = work.tally().report();
        boolean passing = report.reasons().stream()
                .anyMatch(each -> PASSING.contains(each.cause())
                        || each.cause().equals("BUDGET_EXCEEDED")
                                && each.subject().equals("time"));
        if (passing) {
            return once(row);
        }
        List<UUID> drawn = row.found().drawn();
        if (drawn != null) {
            return drawn.size() == work.set().count() ? row.key() : once(row);
        }
        return ResultKey.of(
                row.asked().ruleset(), rules, work.set(), row.asked().sample());
    }

    /** A name that nobody asks for. */
    private static String once(ReplayRow row) {
        return "once-" + row.id();
    }
}

package dev.understudy.replay.job;

import dev.understudy.decision.ApartDecisions;
import dev.understudy.identity.Caller;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.replay.job.ReplayRow.Asked;
import dev.understudy.replay.job.ReplayRow.Found;
import dev.understudy.replay.job.ReplayRow.Progress;
import dev.understudy.replay.job.ReplayRow.Target;
import dev.understudy.replay.job.ReplayRow.Times;
import dev.understudy.ruleset.CompiledRuleset;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Takes wishes for replays, and tells what became of them. Blocking and thread-safe. */
@Singleton
class ReplayJobs {
    /** Counting millions of decisions keeps the database busy. */
    private static final int MOST_PLANNED = 2;

    private static final int MOST_QUEUE = 1_000;
    private static final int MOST_DECISIONS = 1_000_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ReplayStore store;
    private final Planner planner;
    private final ReplayNode node;
    private final ReplayMeters meters;
    private final ReplayConfig config;
    private final Semaphore planning = new Semaphore(MOST_PLANNED);
    private final InstantSource clock = InstantSource.system();

    ReplayJobs(ReplayStore store, Planner planner, ReplayNode node, ReplayMeters meters, ReplayConfig config) {
        check("queue", config.queue(), MOST_QUEUE);
        check("most-decisions", config.mostDecisions(), MOST_DECISIONS);
        this.store = store;
        this.planner = planner;
        this.node = node;
        this.meters = meters;
        this.config = config;
    }

    private static void check(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("understudy.replay.jobs." + name + " is " + value
                    + "; it has to be a number from 1 to " + most + ".");
        }
    }

    /** How large a replay may be. */
    int mostDecisions() {
        return config.mostDecisions();
    }

    /**
     * Finds the result of what is asked for, or the replay that will have it, or queues one.
     *
     * @param by who asks
     * @throws ProblemException whatever the branch or the filter is refused with, or {@code TOO_MANY_REQUESTS}
     */
    ReplayRow ask(ReplayRequest wish, Caller by) {
        ApartDecisions.Rules rules = planner.rules(wish);
        ReplayRequest request = planner.underPseudonym(wish, rules.ruleset(), by);
        DecisionSet found = plan(request);
        String key = ResultKey.of(request.ruleset(), rules.ruleset(), found, request.sample());
        ReplayRow known = store.done(key).orElse(null);
        if (known != null) {
            return known;
        }
        ReplayRow queued = store.queue(row(request, by.name(), rules, found, key), config.queue())
                .orElseThrow(() -> new ProblemException(
                        ProblemType.TOO_MANY_REQUESTS,
                        config.queue() + " replays wait already, which is the most. Try again when one has ended, or"
                                + " cancel one."));
        node.poke();
        return queued;
    }

    private DecisionSet plan(ReplayRequest request) {
        if (!planning.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "The decisions of " + MOST_PLANNED + " other replays are being counted; try again in a moment.");
        }
        try {
            return planner.find(request.query(), request.sample(), config.mostDecisions());
        } finally {
            planning.release();
        }
    }

    private ReplayRow row(ReplayRequest request, String by, ApartDecisions.Rules rules, DecisionSet found, String key) {
        Sample sample = request.sample();
        boolean none = found.count() == 0;
        long total = sample == null ? found.count() : Math.min(sample.size(), found.count());
        CompiledRuleset ruleset = rules.ruleset();
        return new ReplayRow(
                id(clock.instant()),
                key,
                ReplayState.QUEUED,
                new Asked(by, request.ruleset(), request.filter(), sample),
                new Target(rules.branch(), rules.commit(), ruleset.tree().value(), ruleset.engine()),
                new Found(none ? null : found.newest(), none ? null : found.oldest(), total, null),
                new Progress(0, null),
                null,
                0,
                new Times(clock.instant(), null, null),
                null);
    }

    private static UUID id(Instant now) {
        long random = RANDOM.nextLong();
        return new UUID(now.toEpochMilli() << 16 | 0x7000L | random & 0xfff, RANDOM.nextLong() >>> 2 | 1L << 63);
    }

    /** One of them, with its report. */
    ReplayRow get(UUID id) {
        return store.find(id).orElseThrow(() -> unknown(id));
    }

    /** One of them, without its report. */
    ReplayRow look(UUID id) {
        return store.look(id).orElseThrow(() -> unknown(id));
    }

    /** Which place in the queue it has, the next one 1; null when it does not wait. */
    @Nullable
    Long place(ReplayRow row) {
        return row.state() == ReplayState.QUEUED ? Long.valueOf(store.before(row.id()) + 1) : null;
    }

    /** The newest ones behind {@code after}, without their reports. */
    List<ReplayRow> list(@Nullable UUID after, int most) {
        return store.list(after, most);
    }

    /**
     * Stops one.
     *
     * @throws ProblemException {@code REPLAY_ENDED} when it has ended otherwise
     */
    ReplayRow cancel(UUID id) {
        if (store.cancel(id)) {
            meters.ended(ReplayState.CANCELLED);
            node.cancelled(id);
        }
        ReplayRow row = get(id);
        if (row.state() != ReplayState.CANCELLED) {
            throw new ProblemException(
                    ProblemType.REPLAY_ENDED,
                    "The replay " + id + " is " + row.state().text()
                            + "; only one that waits or runs can be cancelled.");
        }
        return row;
    }

    private static ProblemException unknown(UUID id) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no replay " + id + ".");
    }
}

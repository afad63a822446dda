package dev.understudy.decision;

import dev.understudy.decisionlog.DecisionLog;
import dev.understudy.identity.Caller;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.WhyNotRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Decides. Rules of {@code main} that have proved fast decide on the thread that read the request, since handing over
 * to another thread costs more than they do; drafts, and what is slow or unproven, decide on a worker. Thread-safe.
 */
@Singleton
class DecisionService {
    /** What an event loop may be held for by one decision, on average. */
    static final long FAST_NANOS = 300_000;

    private static final int MOST_BYTES = 1 << 20;

    private static final InstantSource CLOCK = InstantSource.system();
    private static final ThreadLocal<Utf8Sink> SINKS = ThreadLocal.withInitial(Utf8Sink::new);

    private final RulesLookup lookup;
    private final DecisionMeters meters;
    private final BudgetGuard guard;
    private final Drafts drafts;
    private final DecisionLog log;
    private final DecisionParts parts;

    DecisionService(RulesLookup lookup, DecisionMeters meters, Drafts drafts, DecisionParts parts) {
        this.lookup = lookup;
        this.meters = meters;
        this.guard = parts.guard();
        this.drafts = drafts;
        this.log = parts.log();
        this.parts = parts;
    }

    /**
     * One call.
     *
     * @param ruleset the name in the path
     * @param selection the branch
     * @param caller the account that asks
     * @param body as it was sent
     * @param explain whether each firing is wanted
     * @param whyNot which rules are asked about that did not fire; null when none is
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Call(
            String ruleset,
            Selection selection,
            Caller caller,
            byte[] body,
            boolean explain,
            @Nullable WhyNotRequest whyNot) {
        /** Whether it is only to be decided. */
        boolean isPlain() {
            return !explain && whyNot == null;
        }
    }

    /**
     * What a call is answered.
     *
     * @param rules which rules decided
     * @param id the decision's name
     * @param json the decision
     * @param position in the log, to be waited for before the answer leaves
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Answer(Resolved rules, DecisionId id, byte[] json, long position) {}

    /** The answer, once its record is where its ruleset wants it. */
    Uni<byte[]> kept(Answer answer) {
        if (answer.position() == DecisionLog.NOWHERE) {
            return Uni.createFrom().item(answer.json());
        }
        return Uni.createFrom()
                .completionStage(() -> log.onDisk(answer.position()))
                .map(done -> answer.json());
    }

    /**
     * Decides on the thread that calls, if the rules are there and have proved fast; null when not, and {@link #later}
     * has to be asked.
     *
     * @throws ProblemException that says what the caller can do
     */
    @Nullable
    Answer now(Call call) {
        bound(call);
        Resolved rules = lookup.now(call.ruleset(), call.selection());
        return rules != null && call.selection().effective() && rules.slot().paceNanos() < FAST_NANOS && call.isPlain()
                ? decide(rules, call, true)
                : null;
    }

    /**
     * Decides on a worker, when the rules are there.
     *
     * @return fails with a {@code ProblemException} that says what the caller can do
     */
    Uni<Answer> later(Call call) {
        bound(call);
        Resolved rules = lookup.now(call.ruleset(), call.selection());
        Executor workers = call.selection().effective() ? Infrastructure.getDefaultWorkerPool() : drafts.workers();
        if (rules != null) {
            admit(rules);
            drafts.heavy().admit(rules.name(), rules.selection());
            return Uni.createFrom().item(() -> onWorker(rules, call)).runSubscriptionOn(workers);
        }
        return Uni.createFrom()
                .completionStage(() -> lookup.later(call.ruleset(), call.selection(), guard))
                .emitOn(workers)
                .map(later -> onWorker(later, call));
    }

    private static void bound(Call call) {
        if (call.body().length > MOST_BYTES) {
            throw ProblemException.at(
                    ProblemType.INVALID_REQUEST,
                    "",
                    "The body has " + call.body().length + " bytes; one decision takes at most " + MOST_BYTES
                            + ". Many decisions go into one batch.");
        }
    }

    /** A draft in quarantine is answered here, not behind those that wait for a worker. */
    private void admit(Resolved rules) {
        try {
            guard.admit(rules.slot(), rules.selection());
        } catch (ProblemException refused) {
            meters.failed(rules, refused, 0);
            throw refused;
        }
    }

    /** The rules to decide a batch by, which waits for them; never called on an event loop. */
    Resolved forBatch(String ruleset, Selection selection) {
        Resolved rules = await(ruleset, selection, guard);
        admit(rules);
        return rules;
    }

    /** The rules to look at, compiled if need be; never called on an event loop. */
    Resolved forReading(String ruleset, Selection selection) {
        return await(ruleset, selection, Admission.FREE);
    }

    private Resolved await(String ruleset, Selection selection, Admission admission) {
        Resolved rules = lookup.now(ruleset, selection);
        return rules != null
                ? rules
                : Uni.createFrom()
                        .completionStage(() -> lookup.later(ruleset, selection, admission))
                        .await()
                        .indefinitely();
    }

    private Answer onWorker(Resolved rules, Call call) {
        return drafts.heavy()
                .decide(
                        rules,
                        () -> Objects.requireNonNull(
                                decide(rules, call, false), "A worker takes the time that it needs."));
    }

    /** Gives null when {@code quick} and it takes longer: what was tried so far is in vain. */
    private @Nullable Answer decide(Resolved rules, Call call, boolean quick) {
        long start = System.nanoTime();
        try {
            Utf8Sink sink = SINKS.get();
            sink.reset();
            DecisionSeries series = new DecisionSeries(rules, call.caller(), parts);
            Done done;
            if (quick) {
                long begin = meters.beginOnEventLoop();
                done = series.decideIfQuick(call.body(), CLOCK.millis(), sink);
                meters.endOnEventLoop(begin);
                if (done == null) {
                    meters.handedOver(rules);
                    return null;
                }
            } else if (call.whyNot() != null) {
                done = series.explain(call.body(), call.whyNot(), CLOCK.millis(), sink);
            } else {
                done = series.decide(call.body(), 0, call.body().length, call.explain(), CLOCK.millis(), sink);
            }
            long nanos = System.nanoTime() - start;
            done.by().slot().decided(nanos);
            meters.decided(rules, nanos);
            return new Answer(done.by(), done.id(), sink.toByteArray(), done.position());
        } catch (RuntimeException failure) {
            meters.failed(rules, failure, System.nanoTime() - start);
            throw failure;
        }
    }
}

package dev.understudy.decisionlog;

import dev.understudy.decisionlog.seal.Sealing;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.Decision;
import dev.understudy.ruleset.Facts;
import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.RulesetManifest.LogMode;
import dev.understudy.ruleset.RulesetManifest.WhenFull;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps decisions on this node before they are answered; from there they are shipped to the database. Thread-safe, and
 * never waits.
 */
@Singleton
public class DecisionLog {
    /** The position of what needs not be waited for. */
    public static final long NOWHERE = 0;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final RecordSink journal;
    private final Sealing sealing;
    private final DecisionLogMeters meters;
    private final Optional<LogMode> mode;
    private final ThreadLocal<Desk> desks = ThreadLocal.withInitial(Desk::new);

    /** What a thread writes records with. */
    private static final class Desk {
        final RecordWriter record = new RecordWriter();
        private final Utf8Sink sealed = new Utf8Sink();

        /** Room for what is sealed; what was in it is gone. */
        Utf8Sink emptied() {
            sealed.reset();
            return sealed;
        }
    }

    /**
     * One decision to keep.
     *
     * @param idHigh the first half of its id
     * @param idLow the other half
     * @param caller the account that asked
     * @param facts as they were read from {@code body}
     * @param body holds what was sent
     * @param offset where it begins there
     * @param length its bytes
     * @param decision what came of it
     * @param assignment JSON of why it was on its side of a rollout; null when it was not drawn
     */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    public record Entry(
            long idHigh,
            long idLow,
            String caller,
            Facts facts,
            byte[] body,
            int offset,
            int length,
            Decision decision,
            @Nullable String assignment) {
        private UUID id() {
            return new UUID(idHigh, idLow);
        }
    }

    @Inject
    DecisionLog(JournalKeeper keeper, Sealing sealing, DecisionLogMeters meters, DecisionLogConfig config) {
        this((RecordSink) keeper, sealing, meters, config.mode());
    }

    DecisionLog(RecordSink journal, Sealing sealing, DecisionLogMeters meters, Optional<LogMode> mode) {
        this.journal = journal;
        this.sealing = sealing;
        this.meters = meters;
        this.mode = mode;
    }

    /** How decisions by these rules are kept; to be made once, and used for all of them. */
    public LogFrame frame(RulesetManifest manifest, LoggedDecision.Rules rules) {
        return LogFrame.of(manifest, mode.orElse(manifest.decisionLog().mode()), rules);
    }

    /**
     * Keeps a decision.
     *
     * @return the position to wait for with {@link #onDisk} before the decision is answered, or {@link #NOWHERE}
     * @throws ProblemException {@code LOG_FULL} when there is no room, and its ruleset wants no decision without a
     *     record
     */
    public long keep(LogFrame frame, Entry entry) {
        if (frame.mode() == LogMode.OFF) {
            return NOWHERE;
        }
        RecordWriter record = write(frame, entry);
        long position = journal.append(record.array(), 0, record.size());
        if (position == RecordSink.FULL) {
            return full(frame);
        }
        return frame.mode() == LogMode.DURABLE ? position : NOWHERE;
    }

    private RecordWriter write(LogFrame frame, Entry entry) {
        Desk desk = desks.get();
        RecordWriter record = desk.record;
        Decision decision = entry.decision();
        record.begin(entry.idHigh(), entry.idLow(), frame.rules());
        String key = routingKey(frame, entry.facts());
        int[] secrets = entry.facts().sensitive();
        if (secrets.length == 0) {
            record.asked(entry.caller(), key, entry.body(), entry.offset(), entry.length());
        } else {
            Utf8Sink sealed = desk.emptied();
            sealing.seal(entry.body(), entry.offset(), entry.length(), secrets, entry.id(), sealed);
            record.asked(entry.caller(), key, sealed.array(), 0, sealed.size());
        }
        byte[] outcome = decision.outcomeJson();
        if (decision.sensitive().length == 0) {
            record.decided(outcome, 0, outcome.length, decision.firedRules());
        } else {
            Utf8Sink sealed = desk.emptied();
            sealing.seal(outcome, 0, outcome.length, decision.sensitive(), entry.id(), sealed);
            record.decided(sealed.array(), 0, sealed.size(), decision.firedRules());
        }
        record.took(
                decision.use().steps(), decision.use().firings(), decision.use().nanos(), entry.assignment());
        return record;
    }

    private @Nullable String routingKey(LogFrame frame, Facts facts) {
        String key = facts.routingKey();
        return key != null && frame.hidesRoutingKey() ? sealing.pseudonym(key) : key;
    }

    private long full(LogFrame frame) {
        if (frame.whenFull() == WhenFull.DECIDE) {
            meters.notKept();
            return NOWHERE;
        }
        meters.refused();
        throw new ProblemException(
                ProblemType.LOG_FULL,
                "This node has no more room to keep decisions, since the database has been away for too long or the"
                        + " disk is full; 'decisionLog.whenFull' of the ruleset has it refuse to decide until then.");
    }

    /**
     * Waits until there is room for many decisions, since the database takes fewer in a second than are decided; at most
     * half a minute. Not for threads that must not be held.
     */
    public void awaitRoom(LogFrame frame) throws InterruptedException {
        if (frame.mode() != LogMode.OFF) {
            journal.awaitRoom(PATIENCE_NANOS);
        }
    }

    /** Completes when all up to a position is on the disk; fails with {@code LOG_FULL} when the disk fails. */
    public CompletionStage<Void> onDisk(long position) {
        if (position == NOWHERE) {
            return CompletableFuture.completedStage(null);
        }
        return journal.synced(position).exceptionallyCompose(failure -> {
            meters.refused();
            return CompletableFuture.failedStage(new ProblemException(
                    ProblemType.LOG_FULL, "This node's disk does not keep decisions: it fails. Try another node."));
        });
    }
}

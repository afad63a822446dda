package dev.understudy.decisionlog;

import dev.understudy.ruleset.Decision;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * One decision as the bytes of one record, and back. The decision's path encodes with {@link RecordWriter}; what that
 * writes, this reads.
 */
public final class RecordCodec {
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    private RecordCodec() {}

    /** Encodes a decision that is at hand as a whole. */
    public static byte[] encode(LoggedDecision decision) {
        RecordWriter writer = new RecordWriter();
        UUID id = decision.id();
        writer.begin(
                id.getMostSignificantBits(),
                id.getLeastSignificantBits(),
                RulesBlock.of(decision.rules(), decision.keepDays()));
        writer.asked(decision.caller(), decision.routingKey(), decision.body(), 0, decision.body().length);
        writer.decided(decision.outcome(), 0, decision.outcome().length, decision.firedRules());
        LoggedDecision.Use use = decision.use();
        writer.took(use.steps(), use.firings(), use.nanos(), decision.assignment());
        return Arrays.copyOf(writer.array(), writer.size());
    }

    /**
     * Decodes.
     *
     * @param record the record alone, from its position to its limit; neither is moved
     * @throws UnreadableRecordException when it is of an unknown version, or no record
     */
    public static LoggedDecision decode(ByteBuffer record) throws UnreadableRecordException {
        RecordParts in = new RecordParts(record);
        int version = in.one();
        if (version != RecordWriter.VERSION && version != RecordWriter.WITHOUT_ASSIGNMENT) {
            throw new UnreadableRecordException("The record is of version " + version + "; this service reads version "
                    + RecordWriter.VERSION + ".");
        }
        UUID id = new UUID(in.eight(), in.eight());
        checkId(id);
        int keepDays = in.count();
        if (keepDays < 1) {
            throw new UnreadableRecordException("The record is to be kept for no day at all.");
        }
        LoggedDecision.Rules rules = rules(in);
        LoggedDecision decision = new LoggedDecision(
                id,
                rules,
                in.text(),
                in.textOrNull(),
                in.block(),
                in.block(),
                firedRules(in),
                new LoggedDecision.Use(in.number(), in.count(), in.number()),
                keepDays,
                version == RecordWriter.WITHOUT_ASSIGNMENT ? null : in.textOrNull());
        in.end();
        return decision;
    }

    private static LoggedDecision.Rules rules(RecordParts in) throws UnreadableRecordException {
        return new LoggedDecision.Rules(
                in.text(), in.text(), in.text(), in.text(), in.flag(), in.textOrNull(), in.text());
    }

    private static List<Decision.FiredRule> firedRules(RecordParts in) throws UnreadableRecordException {
        int count = in.count();
        List<Decision.FiredRule> fired = new ArrayList<>(Math.min(count, 16));
        for (int i = 0; i < count; i++) {
            fired.add(new Decision.FiredRule(in.text(), in.count()));
        }
        return fired;
    }

    /** An id that is none would be kept under a day that never comes, or has passed long ago. */
    private static void checkId(UUID id) throws UnreadableRecordException {
        if (id.version() != 7 || id.variant() != 2) {
            throw new UnreadableRecordException("The record's id is no UUID of version 7.");
        }
        int year = LocalDate.ofEpochDay(Math.floorDiv(id.getMostSignificantBits() >>> 16, 86_400_000L))
                .getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new UnreadableRecordException("The record's id says that it was made in the year " + year + ".");
        }
    }
}

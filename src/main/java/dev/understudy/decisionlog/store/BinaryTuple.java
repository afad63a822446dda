package dev.understudy.decisionlog.store;

import dev.understudy.decisionlog.LoggedDecision;
import dev.understudy.decisionlog.SearchText;
import dev.understudy.json.Utf8Sink;
import dev.understudy.ruleset.Decision;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a decision as a tuple of PostgreSQL's binary {@code copy} format
 * (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"): nothing needs an escape, and nobody parses
 * a number or a date.
 */
final class BinaryTuple {
    /** In the order of the columns of the tuple. */
    static final List<String> COLUMNS = List.of(
            "id",
            "decided_at",
            "keep_days",
            "ruleset",
            "branch",
            "commit_id",
            "selected_by",
            "effective",
            "rollout_side",
            "routing_key",
            "caller",
            "engine",
            "body",
            "outcome",
            "fired_rules",
            "tags",
            "steps",
            "firings",
            "engine_nanos",
            "assignment");

    private static final long EPOCH_MILLIS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final int TEXT_OID = 25;
    private static final int NULL_LENGTH = -1;

    private final ByteArrayOutputStream bytes;
    private final DataOutputStream out;

    private BinaryTuple(int expectedBytes) {
        bytes = new ByteArrayOutputStream(expectedBytes);
        out = new DataOutputStream(bytes);
    }

    static byte[] of(LoggedDecision decision) {
        BinaryTuple tuple = new BinaryTuple(decision.body().length + decision.outcome().length + 1024);
        try {
            tuple.write(decision);
        } catch (IOException e) {
            throw new UncheckedIOException("A buffer in memory takes what it is given.", e);
        }
        return tuple.bytes.toByteArray();
    }

    private void write(LoggedDecision decision) throws IOException {
        out.writeShort(COLUMNS.size());
        out.writeInt(16);
        out.writeLong(decision.id().getMostSignificantBits());
        out.writeLong(decision.id().getLeastSignificantBits());
        eight((decision.decidedAt().toEpochMilli() - EPOCH_MILLIS) * 1_000);
        four(decision.keepDays());
        rules(decision.rules());
        String key = decision.routingKey();
        text(key == null ? null : SearchText.routingKey(key));
        text(decision.caller());
        text(decision.rules().engine());
        bytes(decision.body());
        bytes(decision.outcome());
        bytes(firedRules(decision.firedRules()));
        texts(OutcomeTags.of(decision));
        eight(decision.use().steps());
        four(decision.use().firings());
        eight(decision.use().nanos());
        text(decision.assignment());
    }

    private void rules(LoggedDecision.Rules rules) throws IOException {
        text(rules.ruleset());
        text(rules.branch());
        text(rules.commit());
        text(rules.selectedBy());
        out.writeInt(1);
        out.writeBoolean(rules.effective());
        text(rules.rolloutSide());
    }

    private static byte[] firedRules(List<Decision.FiredRule> firedRules) {
        Utf8Sink json = new Utf8Sink();
        json.raw('[');
        for (Decision.FiredRule fired : firedRules) {
            json.ascii("{\"rule\":");
            json.text(fired.rule());
            json.ascii(",\"count\":");
            json.number(fired.count());
            json.ascii("},");
        }
        json.dropCommaSince(1);
        json.raw(']');
        return json.toByteArray();
    }

    private void four(int value) throws IOException {
        out.writeInt(4);
        out.writeInt(value);
    }

    private void eight(long value) throws IOException {
        out.writeInt(8);
        out.writeLong(value);
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NULL_LENGTH);
        } else {
            bytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    /** An array of one dimension that counts from 1 and has no nulls. */
    private void texts(Collection<String> texts) throws IOException {
        BinaryTuple array = new BinaryTuple(64 * texts.size() + 32);
        array.out.writeInt(texts.isEmpty() ? 0 : 1);
        array.out.writeInt(0);
        array.out.writeInt(TEXT_OID);
        if (!texts.isEmpty()) {
            array.out.writeInt(texts.size());
            array.out.writeInt(1);
        }
        for (String text : texts) {
            array.text(text);
        }
        bytes(array.bytes.toByteArray());
    }
}

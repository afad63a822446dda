package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonParser;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.SchemaDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one ruleset from JSON, straight into objects of the types that it declares, and outcomes back. Immutable,
 * for any number of threads. Errors name places, fields and types, and never a value.
 */
public final class FactCodec {
    /** What stands in an explanation for a value that is not to be shown. */
    public static final String MASK = "•••";

    private final CodecTable table;
    private final AnyCodec any;
    private final SequencedMap<String, ObjectCodec> in = new LinkedHashMap<>();
    private final RoutingKey routingKey;
    private final boolean freeNames;
    private final ObjectCodec[] out;
    private final byte[][] outKeys;
    /** For each declared class the outcome type that its objects are listed under, if any. */
    private final Map<Class<?>, ObjectCodec> listed = new HashMap<>();

    private FactCodec(List<DeclaredType> types, List<String> factsIn, List<String> factsOut, FieldMarks marks) {
        table = new CodecTable(
                types,
                Stream.concat(factsIn.stream(), factsOut.stream()).distinct().toList(),
                marks.sensitive());
        routingKey =
                marks.routingKey().map(pointer -> RoutingKey.of(pointer, table)).orElse(RoutingKey.none());
        any = new AnyCodec(table);
        factsIn.forEach(name -> in.put(name, table.named(name)));
        freeNames = table.freeNames();
        out = factsOut.stream().distinct().map(table::named).toArray(ObjectCodec[]::new);
        outKeys = Stream.of(out)
                .map(codec -> ("\"" + codec.type().name() + "\":").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (DeclaredType type : types) {
            ObjectCodec nearest = nearestListed(type.javaClass());
            if (nearest != null) {
                listed.put(type.javaClass(), nearest);
            }
        }
    }

    /**
     * A field of a fact.
     *
     * @param value in its box
     * @param sensitive whether it must not be shown
     */
    public record FieldValue(@Nullable Object value, boolean sensitive) {}

    private @Nullable ObjectCodec nearestListed(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (ObjectCodec each : out) {
                if (each.type().javaClass() == at) {
                    return each;
                }
            }
        }
        return null;
    }

    /**
     * The codec of a ruleset.
     *
     * @param types all that it declares
     * @param factsIn names of those that a caller may send
     * @param factsOut names of those that are the outcome, in the order of the answer
     * @throws UnsupportedFieldException when a field within reach of either has no form in JSON
     * @throws IllegalArgumentException when a name is that of no declared type, or a class is not as declared
     */
    public static FactCodec of(List<DeclaredType> types, List<String> factsIn, List<String> factsOut) {
        return of(types, factsIn, factsOut, FieldMarks.NONE);
    }

    /** The same with fields that are special. */
    public static FactCodec of(
            List<DeclaredType> types, List<String> factsIn, List<String> factsOut, FieldMarks marks) {
        return new FactCodec(types, factsIn, factsOut, marks);
    }

    /**
     * Reads {@code {"facts": {"Flight": [{…}] or {…}, …}, "asOf": "2001-01-01T01:10:00Z"}}.
     *
     * @throws ProblemException {@code INVALID_REQUEST} or {@code INVALID_FACTS} with the {@code pointer} of the place;
     *     {@code RULE_FAILED} when a type's defaults can't be made
     */
    public ReadFacts read(byte[] json, int offset, int length) {
        boolean escapes = BodyParsers.requireUtf8(json, offset, length);
        try (JsonParser parser = BodyParsers.open(freeNames, json, offset, length)) {
            FactReader reader = new FactReader(parser, escapes, json, offset);
            try {
                return new BodyReader(in, facts -> routingKey.in(facts, table), reader).read();
            } catch (IOException e) {
                throw BodyParsers.problem(e, reader);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Memory can't be read.", e);
        }
    }

    /** As {@link #writeOutcome(Iterable, Utf8Sink, int)}, of at most 1 MiB. */
    public int[] writeOutcome(Iterable<?> facts, Utf8Sink sink) {
        return writeOutcome(facts, sink, FactLimits.OUTCOME_BYTES);
    }

    /**
     * Writes {@code {"Compensation":[{…}]}}: each outcome type in its order, with all facts of that type in the order
     * given. An object of a type that extends a listed one is under the nearest that is listed; other objects are left
     * out, as are fields that are null. Equal facts give equal bytes.
     *
     * @param maxBytes of the outcome
     * @return where sensitive values stand in the sink: where each begins, and the place behind its end, in turn
     * @throws ProblemException {@code RULE_FAILED} for a value without a form in JSON, with the field; {@code
     *     BUDGET_EXCEEDED} when it is too large
     */
    public int[] writeOutcome(Iterable<?> facts, Utf8Sink sink, int maxBytes) {
        FactWriter writer = new FactWriter(sink, maxBytes);
        try {
            writer.open('{');
            int start = sink.size();
            for (int i = 0; i < out.length; i++) {
                sink.raw(outKeys[i]);
                writeFactsOf(out[i], facts, writer);
                sink.raw(',');
            }
            writer.close(start, '}');
            return writer.sensitive().toArray();
        } catch (ClassCastException _) {
            throw writer.failure("holds something of another class than is declared.");
        }
    }

    private void writeFactsOf(ObjectCodec type, Iterable<?> facts, FactWriter writer) {
        Utf8Sink sink = writer.sink();
        writer.open('[');
        int start = sink.size();
        for (Object fact : facts) {
            ObjectCodec declared = table.ofObject(fact.getClass());
            if (declared != null && listed.get(declared.type().javaClass()) == type) {
                type.write(fact, writer);
                sink.raw(',');
            }
        }
        writer.close(start, ']');
    }

    /**
     * Writes {@code {"type":"Flight","fact":{…}}} for an explanation, with sensitive fields masked. Never fails: a fact
     * that can't be written is null, with a {@code note} that says why. A fact has at most 64 KiB there.
     */
    public void writeFact(Object fact, Utf8Sink sink) {
        writeFact(fact, false, sink);
    }

    /**
     * The same.
     *
     * @param hidden whether what is of no declared type may come from a sensitive field, and is masked
     */
    public void writeFact(Object fact, boolean hidden, Utf8Sink sink) {
        ObjectCodec declared = table.ofObject(fact.getClass());
        sink.raw('{');
        member("type", declared == null ? plainName(fact) : declared.type().name(), sink);
        if (hidden && declared == null) {
            sink.raw(',');
            member("fact", MASK, sink);
            sink.raw('}');
            return;
        }
        sink.ascii(",\"fact\":");
        int start = sink.size();
        try {
            any.write(fact, new FactWriter(sink, FactLimits.EXPLAINED_FACT_BYTES, true));
        } catch (RuntimeException e) {
            sink.truncate(start);
            sink.ascii("null,");
            String why = e instanceof ProblemException problem ? problem.detail() : "The fact can't be written.";
            member("note", why, sink);
        }
        sink.raw('}');
    }

    /** Collections come in many classes, of which nobody has heard. */
    private static String plainName(Object fact) {
        return switch (fact) {
            case List<?> _ -> "List";
            case Set<?> _ -> "Set";
            case Map<?, ?> _ -> "Map";
            default -> fact.getClass().getSimpleName();
        };
    }

    /**
     * A value as JSON for an explanation, with sensitive fields masked. Never fails: what can't be written is the name
     * of its class.
     */
    public String explained(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        Utf8Sink sink = new Utf8Sink(64);
        try {
            any.write(value, new FactWriter(sink, FactLimits.EXPLAINED_FACT_BYTES, true));
        } catch (RuntimeException _) {
            sink.reset();
            sink.text(value.getClass().getSimpleName());
        }
        return new String(sink.toByteArray(), StandardCharsets.UTF_8);
    }

    /** The name of the declared type that an object is of; null for what is no fact. */
    public @Nullable String typeName(Object fact) {
        ObjectCodec declared = table.ofObject(fact.getClass());
        return declared == null ? null : declared.type().name();
    }

    /** The value of a field, without running the ruleset's code; null when {@code fact} has no such field. */
    public @Nullable FieldValue field(Object fact, String name) {
        ObjectCodec declared = table.ofObject(fact.getClass());
        return declared == null ? null : declared.value(fact, name);
    }

    private static void member(String name, String value, Utf8Sink sink) {
        sink.text(name);
        sink.raw(':');
        sink.text(value);
    }

    /** The types within reach of facts and outcomes as JSON schemas, sorted by name. */
    public SchemaDocument schemas() {
        Utf8Sink sink = new Utf8Sink();
        any.write(table.components(), new FactWriter(sink, Integer.MAX_VALUE));
        return new SchemaDocument(new String(sink.toByteArray(), StandardCharsets.UTF_8));
    }
}

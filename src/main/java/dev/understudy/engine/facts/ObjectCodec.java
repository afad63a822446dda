package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.understudy.json.Utf8Sink;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One declared type.
 *
 * <p>Callers send the fields of a type in the same order each time. So each field remembers which one followed it last,
 * and that name is compared with the bytes of the body before any text is made; a wrong guess costs one look-up. The
 * memory is shared without locks: a lost update is a wrong guess, nothing more.
 */
final class ObjectCodec implements ValueCodec {
    private final CodecTable table;
    private final DeclaredType type;
    private final MethodHandle constructor;
    private final Map<String, Integer> indexByName = new HashMap<>();
    private FieldAccess[] fields = {};
    /** At 0 the field that comes first, at i + 1 the one that followed field i. */
    private int[] followers = {0};

    /** One bit for each required field. */
    private long[] required = {};

    private @Nullable String refusal;

    /** @param constructor takes nothing, gives an {@code Object} */
    ObjectCodec(CodecTable table, DeclaredType type, MethodHandle constructor) {
        this.table = table;
        this.type = type;
        this.constructor = constructor;
    }

    DeclaredType type() {
        return type;
    }

    /** Sets the fields, once; apart from the constructor since types may hold each other. */
    void bind(List<FieldAccess> declared) {
        fields = declared.toArray(FieldAccess[]::new);
        followers = new int[fields.length + 1];
        required = new long[(fields.length + 63) >> 6];
        for (int i = 0; i < fields.length; i++) {
            indexByName.put(fields[i].name(), i);
            followers[i + 1] = (i + 1) % fields.length;
            required[i >> 6] |= fields[i].required() ? 1L << i : 0;
        }
    }

    /** A field and its value in an object of this type; null when there is no such field. */
    FactCodec.@Nullable FieldValue value(Object fact, String name) {
        Integer index = indexByName.get(name);
        return index == null
                ? null
                : new FactCodec.FieldValue(fields[index].value(fact), fields[index] instanceof SensitiveField);
    }

    /** Makes writing an object of this type an error, with this sentence. */
    void refuse(String sentence) {
        refusal = sentence;
    }

    @Override
    public Object read(FactReader in) throws IOException {
        in.enterObject();
        Object target = create();
        int words = required.length;
        long[] marks = new long[2 * words];
        int last = 0;
        for (int index = next(in, last); index >= 0; index = next(in, last)) {
            int word = index >> 6;
            long bit = 1L << index;
            if ((marks[word] & bit) != 0) {
                throw in.fault("The field " + fields[index].name() + " is sent twice.");
            }
            marks[word] |= bit;
            JsonToken _ = in.parser().nextToken();
            if (fields[index].read(in, target)) {
                marks[words + word] |= bit;
            }
            last = index + 1;
        }
        requireAll(marks, words, in);
        return target;
    }

    /** The value of a field; null when it has none, or there is no such field. */
    @Nullable
    Object get(Object source, String field) {
        Integer index = indexByName.get(field);
        return index == null ? null : fields[index].value(source);
    }

    private Object create() {
        try {
            return (Object) constructor.invokeExact();
        } catch (Error error) {
            throw error;
        } catch (Throwable _) {
            throw new ProblemException(
                    ProblemType.RULE_FAILED, "The default values of " + type.name() + " can't be made.");
        }
    }

    /** The index of the field that comes next, or -1 at the end of the object. */
    private int next(FactReader in, int last) throws IOException {
        JsonParser parser = in.parser();
        if (fields.length == 0) {
            JsonToken _ = parser.nextToken();
        } else {
            int guess = followers[last];
            if (parser.nextFieldName(fields[guess].quickName())) {
                return guess;
            }
        }
        if (parser.currentToken() == JsonToken.END_OBJECT) {
            return -1;
        }
        String name = parser.currentName();
        Integer index = indexByName.get(name);
        if (index == null) {
            throw in.fault(type.name() + " has no field " + Names.shown(name) + "."
                    + Names.suggestion(name, indexByName.keySet()));
        }
        followers[last] = index;
        return index;
    }

    private void requireAll(long[] marks, int words, FactReader in) {
        for (int word = 0; word < words; word++) {
            long missing = required[word] & ~marks[words + word];
            if (missing != 0) {
                throw missing(marks, words, in);
            }
        }
    }

    private ProblemException missing(long[] marks, int words, FactReader in) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].required() && (marks[words + (i >> 6)] & (1L << i)) == 0) {
                names.add(fields[i].name());
            }
        }
        return in.fault(type.name() + " needs " + String.join(", ", names) + ", which "
                + (names.size() == 1 ? "is" : "are") + " missing.");
    }

    @Override
    public void write(Object value, FactWriter out) {
        if (value.getClass() != type.javaClass()) {
            ObjectCodec own = table.ofObject(value.getClass());
            if (own != null && own != this) {
                own.write(value, out);
                return;
            }
        }
        if (refusal != null) {
            throw out.failure("can't be written: " + refusal);
        }
        Utf8Sink sink = out.sink();
        out.open('{');
        int start = sink.size();
        for (FieldAccess field : fields) {
            field.write(value, out);
        }
        out.close(start, '}');
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("$ref", "#/components/schemas/" + type.name());
    }

    /** The schema that {@link #schema} refers to. */
    Map<String, Object> definition() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (FieldAccess field : fields) {
            properties.put(field.name(), field.schema());
            if (field.required()) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }
}

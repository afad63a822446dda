package dev.understudy.engine.facts;

import dev.understudy.json.Utf8Sink;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that the ruleset calls sensitive: read and written as it is, and where it stands is kept for the log. */
final class SensitiveField extends FieldAccess {
    private final FieldAccess field;

    SensitiveField(String typeName, DeclaredField declared, FieldAccess field) {
        super(typeName, declared);
        this.field = field;
    }

    @Override
    boolean read(FactReader in, Object target) throws IOException {
        int start = in.tokenStart();
        boolean present = field.read(in, target);
        if (present) {
            in.sensitive().add(start, in.tokenEnd());
        }
        return present;
    }

    @Override
    void write(Object source, FactWriter out) {
        if (out.masks()) {
            writeMasked(source, out);
            return;
        }
        Utf8Sink sink = out.sink();
        int start = sink.size();
        field.write(source, out);
        if (sink.size() > start) {
            out.sensitive().add(start + keyLength(), sink.size() - ",".length());
        }
    }

    @Override
    @Nullable
    Object value(Object source) {
        return field.value(source);
    }

    @Override
    Map<String, Object> schema() {
        return field.schema();
    }
}

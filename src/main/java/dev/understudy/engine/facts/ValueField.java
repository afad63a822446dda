package dev.understudy.engine.facts;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that holds an object, or one of the rarer primitives in its box. */
final class ValueField extends FieldAccess {
    private final ValueCodec codec;
    private final boolean primitive;
    private final MethodHandle getter;
    private final MethodHandle setter;

    ValueField(String typeName, DeclaredField declared, ValueCodec codec, MethodHandle getter, MethodHandle setter) {
        super(typeName, declared);
        this.codec = codec;
        primitive = getter.type().returnType().isPrimitive();
        this.getter = erasedGetter(getter, Object.class);
        this.setter = erasedSetter(setter, Object.class);
    }

    @Override
    boolean read(FactReader in, Object target) throws IOException {
        if (in.atNull() && !primitive) {
            return false;
        }
        Object value = codec.read(in);
        try {
            setter.invokeExact(target, value);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        return true;
    }

    @Override
    @Nullable
    Object value(Object source) {
        try {
            return (Object) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    @Override
    void write(Object source, FactWriter out) {
        Object value = value(source);
        if (value != null) {
            writeKey(out);
            codec.write(value, out);
            out.sink().raw(',');
        }
    }

    @Override
    Map<String, Object> schema() {
        return codec.schema();
    }
}

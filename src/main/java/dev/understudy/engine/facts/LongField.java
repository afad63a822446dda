package dev.understudy.engine.facts;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/** A field of type {@code long}, read and written without a box. */
final class LongField extends FieldAccess {
    private final MethodHandle getter;
    private final MethodHandle setter;

    LongField(String typeName, DeclaredField declared, MethodHandle getter, MethodHandle setter) {
        super(typeName, declared);
        this.getter = erasedGetter(getter, long.class);
        this.setter = erasedSetter(setter, long.class);
    }

    @Override
    boolean read(FactReader in, Object target) throws IOException {
        long value = in.longValue();
        try {
            setter.invokeExact(target, value);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        return true;
    }

    @Override
    void write(Object source, FactWriter out) {
        long value;
        try {
            value = (long) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        writeKey(out);
        out.sink().number(value);
        out.sink().raw(',');
    }

    @Override
    Object value(Object source) {
        try {
            return (long) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    @Override
    Map<String, Object> schema() {
        return IntegralCodec.LONG.schema();
    }
}

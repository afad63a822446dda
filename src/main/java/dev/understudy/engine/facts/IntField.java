package dev.understudy.engine.facts;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/** A field of type {@code int}, read and written without a box. */
final class IntField extends FieldAccess {
    private final MethodHandle getter;
    private final MethodHandle setter;

    IntField(String typeName, DeclaredField declared, MethodHandle getter, MethodHandle setter) {
        super(typeName, declared);
        this.getter = erasedGetter(getter, int.class);
        this.setter = erasedSetter(setter, int.class);
    }

    @Override
    boolean read(FactReader in, Object target) throws IOException {
        int value = in.intValue(Integer.MIN_VALUE, Integer.MAX_VALUE);
        try {
            setter.invokeExact(target, value);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        return true;
    }

    @Override
    void write(Object source, FactWriter out) {
        int value;
        try {
            value = (int) getter.invokeExact(source);
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
            return (int) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    @Override
    Map<String, Object> schema() {
        return IntegralCodec.INT.schema();
    }
}

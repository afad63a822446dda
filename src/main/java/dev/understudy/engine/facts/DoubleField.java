package dev.understudy.engine.facts;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/** A field of type {@code double}, read and written without a box. */
final class DoubleField extends FieldAccess {
    private final MethodHandle getter;
    private final MethodHandle setter;

    DoubleField(String typeName, DeclaredField declared, MethodHandle getter, MethodHandle setter) {
        super(typeName, declared);
        this.getter = erasedGetter(getter, double.class);
        this.setter = erasedSetter(setter, double.class);
    }

    @Override
    boolean read(FactReader in, Object target) throws IOException {
        double value = in.doubleValue();
        try {
            setter.invokeExact(target, value);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        return true;
    }

    @Override
    void write(Object source, FactWriter out) {
        double value;
        try {
            value = (double) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        writeKey(out);
        FloatingCodec.write(value, out);
        out.sink().raw(',');
    }

    @Override
    Object value(Object source) {
        try {
            return (double) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    @Override
    Map<String, Object> schema() {
        return FloatingCodec.DOUBLE.schema();
    }
}

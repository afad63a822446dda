package dev.understudy.engine.facts;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Map;

/** A field of type {@code boolean}, read and written without a box. */
final class BooleanField extends FieldAccess {
    private final MethodHandle getter;
    private final MethodHandle setter;

    BooleanField(String typeName, DeclaredField declared, MethodHandle getter, MethodHandle setter) {
        super(typeName, declared);
        this.getter = erasedGetter(getter, boolean.class);
        this.setter = erasedSetter(setter, boolean.class);
    }

    @Override
    boolean read(FactReader in, Object target) throws IOException {
        boolean value = in.booleanValue();
        try {
            setter.invokeExact(target, value);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        return true;
    }

    @Override
    void write(Object source, FactWriter out) {
        boolean value;
        try {
            value = (boolean) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
        writeKey(out);
        BooleanCodec.write(value, out.sink());
        out.sink().raw(',');
    }

    @Override
    Object value(Object source) {
        try {
            return (boolean) getter.invokeExact(source);
        } catch (Throwable thrown) {
            throw impossible(thrown);
        }
    }

    @Override
    Map<String, Object> schema() {
        return new BooleanCodec().schema();
    }
}

package dev.understudy.engine.facts;

import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of one type: its name, its kind, and the way into the object.
 *
 * <p>The way is a method handle on the field itself, not a generated accessor class: it is as fast (2.5 ns), costs no
 * metaspace (a lambda costs 2 KB, twice a field, for each branch that is held) and runs no code of the ruleset.
 */
abstract sealed class FieldAccess permits BooleanField, DoubleField, IntField, LongField, SensitiveField, ValueField {
    private final String place;
    private final String name;
    private final boolean required;
    private final SerializedString quickName;
    private final byte[] key;

    FieldAccess(String typeName, DeclaredField declared) {
        name = declared.name();
        place = typeName + "." + name;
        required = declared.required();
        quickName = new SerializedString(name);
        key = ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }

    /** {@code Type.field}. */
    String place() {
        return place;
    }

    String name() {
        return name;
    }

    boolean required() {
        return required;
    }

    /** The name in the form that Jackson compares with the bytes of the body. */
    SerializedString quickName() {
        return quickName;
    }

    /** Reads the value at the parser into {@code target}; false if it is null, which counts as absent. */
    abstract boolean read(FactReader in, Object target) throws IOException;

    /** Writes {@code "name":value,}, or nothing for null. */
    abstract void write(Object source, FactWriter out);

    /** The value in an object of the type, which may be null. */
    abstract @Nullable Object value(Object source);

    /** JSON schema of the value. */
    abstract Map<String, Object> schema();

    /** How many bytes {@link #writeKey} writes. */
    final int keyLength() {
        return key.length;
    }

    /** Writes {@code "name":"•••",} for a value that is not to be shown, or nothing for null. */
    final void writeMasked(Object source, FactWriter out) {
        if (value(source) != null) {
            writeKey(out);
            out.text(FactCodec.MASK);
            out.sink().raw(',');
        }
    }

    final void writeKey(FactWriter out) {
        out.at(this);
        out.sink().raw(key);
    }

    static MethodHandle erasedGetter(MethodHandle getter, Class<?> value) {
        return getter.asType(MethodType.methodType(value, Object.class));
    }

    static MethodHandle erasedSetter(MethodHandle setter, Class<?> value) {
        return setter.asType(MethodType.methodType(void.class, Object.class, value));
    }

    /** Getting and setting a field throws nothing but errors of the virtual machine. */
    static AssertionError impossible(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        return new AssertionError(thrown);
    }
}

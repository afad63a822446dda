package dev.understudy.engine.facts;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The codecs of one ruleset's types. Filled by its constructor, then only read. */
final class CodecTable {
    private final Map<Class<?>, ObjectCodec> objects = new LinkedHashMap<>();
    private final Map<Class<?>, EnumCodec> enums = new HashMap<>();
    private final Set<EnumCodec> usedEnums = new LinkedHashSet<>();
    private final Map<String, Map<String, Object>> components = new TreeMap<>();
    private final Set<ObjectCodec> reached = new LinkedHashSet<>();
    private final Deque<ObjectCodec> unbound = new ArrayDeque<>();
    private final ValueTypes values = new ValueTypes(this);
    private final boolean freeNames;

    /**
     * @param roots names of the types that facts and outcomes are made of
     * @throws UnsupportedFieldException for a field within reach of the roots; objects of other types with such a field
     *     are refused when they are to be written
     * @throws IllegalArgumentException when a root is no declared type or is an enum
     */
    CodecTable(List<DeclaredType> types, List<String> roots) {
        for (DeclaredType type : types) {
            if (type.javaClass().isEnum()) {
                enums.put(type.javaClass(), new EnumCodec(type.javaClass(), true));
            } else {
                objects.put(type.javaClass(), new ObjectCodec(this, type, constructor(type)));
            }
        }
        roots.forEach(root -> reach(named(root)));
        while (!unbound.isEmpty()) {
            bind(unbound.remove());
        }
        freeNames = values.freeNames();
        Set<ObjectCodec> needed = new LinkedHashSet<>(reached);
        needed.forEach(codec -> components.put(codec.type().name(), codec.definition()));
        usedEnums.forEach(each -> components.put(each.name(), each.definition()));
        objects.values().stream().filter(codec -> !needed.contains(codec)).forEach(this::bindIfPossible);
    }

    private static MethodHandle constructor(DeclaredType type) {
        try {
            return lookup(type.javaClass())
                    .findConstructor(type.javaClass(), MethodType.methodType(void.class))
                    .asType(MethodType.methodType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.name() + " has no constructor without parameters.", e);
        }
    }

    private static MethodHandles.Lookup lookup(Class<?> type) throws IllegalAccessException {
        return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    }

    private void bindIfPossible(ObjectCodec codec) {
        try {
            bind(codec);
        } catch (UnsupportedFieldException e) {
            codec.refuse(e.message());
        }
    }

    private void bind(ObjectCodec codec) {
        List<FieldAccess> fields = new ArrayList<>();
        for (DeclaredField field : codec.type().fields()) {
            fields.add(access(codec.type(), field));
        }
        codec.bind(fields);
    }

    private FieldAccess access(DeclaredType type, DeclaredField declared) {
        Field field = find(type.javaClass(), declared.name());
        try {
            MethodHandles.Lookup lookup = lookup(field.getDeclaringClass());
            MethodHandle getter = lookup.unreflectGetter(field);
            MethodHandle setter = lookup.unreflectSetter(field);
            Class<?> kind = declared.format().isPresent() ? Object.class : field.getType();
            if (kind == int.class) {
                return new IntField(type.name(), declared, getter, setter);
            } else if (kind == long.class) {
                return new LongField(type.name(), declared, getter, setter);
            } else if (kind == double.class) {
                return new DoubleField(type.name(), declared, getter, setter);
            } else if (kind == boolean.class) {
                return new BooleanField(type.name(), declared, getter, setter);
            }
            ValueCodec codec = values.of(field.getGenericType(), declared.format());
            return new ValueField(type.name(), declared, codec, getter, setter);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedFieldException(type, declared, String.valueOf(e.getMessage()));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(type.name() + "." + declared.name() + " can't be set.", e);
        }
    }

    private static Field find(Class<?> type, String name) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new IllegalArgumentException(type.getName() + " has no field " + name + ".");
    }

    /** Says which fields are sensitive: {@code Type.field}, of that type and of those that extend it. */
    void mask(List<String> sensitive) {
        for (ObjectCodec codec : objects.values()) {
            Set<String> names = new LinkedHashSet<>();
            for (Class<?> at = codec.type().javaClass(); at != null; at = at.getSuperclass()) {
                String start = at.getSimpleName() + ".";
                sensitive.stream()
                        .filter(each -> each.startsWith(start))
                        .forEach(each -> names.add(each.substring(start.length())));
            }
            codec.mask(names);
        }
    }

    /** The declared type of this name that has fields. */
    ObjectCodec named(String name) {
        return objects.values().stream()
                .filter(codec -> codec.type().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No type " + name + " is declared."));
    }

    /** The codec of a declared type or enum that a field refers to, or null if {@code type} is none. */
    @Nullable
    ValueCodec refer(Class<?> type) {
        ObjectCodec codec = objects.get(type);
        if (codec != null) {
            reach(codec);
            return codec;
        }
        EnumCodec constants = enums.get(type);
        if (constants != null) {
            usedEnums.add(constants);
        }
        return constants;
    }

    private void reach(ObjectCodec codec) {
        if (reached.add(codec)) {
            unbound.add(codec);
        }
    }

    /** The codec of an object's class or of the nearest declared class that it extends, or null. */
    @Nullable
    ObjectCodec ofObject(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            ObjectCodec codec = objects.get(at);
            if (codec != null) {
                return codec;
            }
        }
        return null;
    }

    /** The codec of a value about which only its class is known, or null; lists and maps have none. */
    @Nullable
    ValueCodec ofRuntime(Class<?> type) {
        ValueCodec codec = ValueTypes.simple(type);
        if (codec == null) {
            codec = ofObject(type);
        }
        if (codec == null && Enum.class.isAssignableFrom(type)) {
            // A constant with a body has a class of its own.
            Class<?> constants = type.isEnum() ? type : type.getSuperclass();
            EnumCodec declared = enums.get(constants);
            codec = declared == null ? new EnumCodec(constants, false) : declared;
        }
        return codec;
    }

    /** Whether names that a caller chooses, the keys of a map, may be in facts or outcomes. */
    boolean freeNames() {
        return freeNames;
    }

    /** By name, the schema of each type and enum within reach of facts and outcomes. */
    Map<String, Map<String, Object>> components() {
        return components;
    }
}

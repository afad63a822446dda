package dev.understudy.engine.facts;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From the Java type of a field to the codec of its values. */
final class ValueTypes {
    private static final Map<Class<?>, ValueCodec> SIMPLE = new HashMap<>();

    private static final Set<Class<?>> LISTS =
            Set.of(List.class, ArrayList.class, Collection.class, SequencedCollection.class, Iterable.class);
    private static final Set<Class<?>> SETS = Set.of(Set.class, HashSet.class, LinkedHashSet.class, SequencedSet.class);
    private static final Set<Class<?>> MAPS = Set.of(Map.class, HashMap.class, LinkedHashMap.class, SequencedMap.class);

    static {
        simple(new BooleanCodec(), boolean.class, Boolean.class);
        simple(IntegralCodec.BYTE, byte.class, Byte.class);
        simple(IntegralCodec.SHORT, short.class, Short.class);
        simple(IntegralCodec.INT, int.class, Integer.class);
        simple(IntegralCodec.LONG, long.class, Long.class);
        simple(FloatingCodec.FLOAT, float.class, Float.class);
        simple(FloatingCodec.DOUBLE, double.class, Double.class);
        simple(new CharCodec(), char.class, Character.class);
        simple(new TextCodec(), String.class);
        simple(new DecimalCodec(), BigDecimal.class);
        simple(new BigIntegerCodec(), BigInteger.class);
        simple(ParsedTextCodec.UUID_TEXT, UUID.class);
        simple(ParsedTextCodec.DURATION, Duration.class);
        simple(ParsedTextCodec.PERIOD, Period.class);
        for (TemporalKind kind : TemporalKind.values()) {
            simple(new TemporalCodec(kind), kind.type());
        }
    }

    private final CodecTable table;
    private final AnyCodec any;
    private boolean freeNames;

    ValueTypes(CodecTable table) {
        this.table = table;
        any = new AnyCodec(table);
    }

    /** Whether any codec given so far takes names that the caller chooses. */
    boolean freeNames() {
        return freeNames;
    }

    private AnyCodec any() {
        freeNames = true;
        return any;
    }

    private static void simple(ValueCodec codec, Class<?>... types) {
        for (Class<?> type : types) {
            SIMPLE.put(type, codec);
        }
    }

    /** The codec of a class that needs no more than itself to be known, or null. */
    static @Nullable ValueCodec simple(Class<?> type) {
        return SIMPLE.get(type);
    }

    /**
     * The codec of a field.
     *
     * @param format the declared pattern of a date, or of the dates that the field is a list of
     * @throws IllegalArgumentException with a sentence for the analyst when there is none
     */
    ValueCodec of(Type type, Optional<String> format) {
        return switch (type) {
            case ParameterizedType generic -> ofGeneric(generic, format);
            case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], format);
            case Class<?> plain -> ofClass(plain, format);
            default -> throw unsupported(type);
        };
    }

    private ValueCodec ofGeneric(ParameterizedType type, Optional<String> format) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        Supplier<Collection<@Nullable Object>> collection = collection(raw);
        if (collection != null) {
            return new CollectionCodec(of(arguments[0], format), collection);
        }
        if (!MAPS.contains(raw)) {
            throw unsupported(type);
        }
        if (arguments[0] != String.class && arguments[0] != Object.class) {
            throw new IllegalArgumentException(
                    "the keys of a map must be String, since JSON has no others. Declare Map<String, …>.");
        }
        freeNames = true;
        return new MapCodec(of(arguments[1], format), LinkedHashMap::new);
    }

    private ValueCodec ofClass(Class<?> type, Optional<String> format) {
        Optional<TemporalKind> temporal = TemporalKind.of(type);
        if (format.isPresent() && temporal.isPresent()) {
            return new TemporalCodec(temporal.get(), format);
        }
        if (format.isPresent() && !type.isArray()) {
            throw new IllegalArgumentException("only a date or a time has a format. Take the format away.");
        }
        ValueCodec known = simple(type);
        known = known == null ? table.refer(type) : known;
        if (known != null) {
            return known;
        }
        Supplier<Collection<@Nullable Object>> collection = collection(type);
        if (collection != null) {
            return new CollectionCodec(any(), collection);
        }
        if (MAPS.contains(type)) {
            return new MapCodec(any(), LinkedHashMap::new);
        }
        if (type.isEnum()) {
            return new EnumCodec(type, false);
        }
        if (type == Object.class) {
            return any();
        }
        if (type.isArray() && type.getComponentType() != Object.class) {
            return new ArrayCodec(type.getComponentType(), of(type.getComponentType(), format));
        }
        throw unsupported(type);
    }

    private static @Nullable Supplier<Collection<@Nullable Object>> collection(Class<?> raw) {
        if (LISTS.contains(raw)) {
            return ArrayList::new;
        }
        return SETS.contains(raw) ? LinkedHashSet::new : null;
    }

    private static IllegalArgumentException unsupported(Type type) {
        String advice;
        if (type == Date.class || type == Calendar.class) {
            advice = "Use java.time.Instant, LocalDate or LocalDateTime.";
        } else if (type == Object[].class) {
            advice = "Use List.";
        } else {
            advice = "Use a number, String, a class of java.time, an enum, a declared type, or a List, Set or Map of"
                    + " those.";
        }
        return new IllegalArgumentException(Names.shown(type.getTypeName()) + " has no form in JSON. " + advice);
    }
}

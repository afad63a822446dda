package dev.understudy.sandbox;

import java.lang.reflect.Method;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code hashCode} gives, the same in each run. Java's own number for an enum or an object without a {@code
 * hashCode} is drawn at random by the thread, and would be a way to learn what was drawn before. Collections are hashed
 * as Java does it, by such numbers of what they hold.
 */
final class Hash {
    private static final ClassValue<Boolean> HASHES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return declares(type, "hashCode") && !Text.isJavasRecord(type);
        }
    };

    private Hash() {}

    /** Whether a class or one of its ancestors below {@link Object} has a method without parameters. */
    static boolean declares(Class<?> type, String name) {
        try {
            Method method = type.getMethod(name);
            return method.getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every object has " + name, e);
        }
    }

    /** The hash of an object that {@link Walk} went through. */
    static int of(@Nullable Object object) {
        return switch (object) {
            case null -> 0;
            case String text -> text.hashCode();
            case Number number -> number.hashCode();
            case Enum<?> constant -> constant.name().hashCode();
            case MathContext context -> context.toString().hashCode();
            default -> Walk.isContainer(object) ? ofContainer(object) : ofOther(object);
        };
    }

    private static int ofOther(Object object) {
        return HASHES.get(object.getClass()) && !Text.isOfTheEngine(object.getClass())
                ? object.hashCode()
                : identity(object);
    }

    private static int ofContainer(Object container) {
        return switch (container) {
            case List<?> elements -> {
                int hash = 1;
                for (Object each : elements) {
                    hash = 31 * hash + of(each);
                }
                yield hash;
            }
            case Set<?> elements -> sum(elements);
            case Map<?, ?> map -> sum(map.entrySet());
            case Map.Entry<?, ?> entry -> of(entry.getKey()) ^ of(entry.getValue());
            case Optional<?> optional -> of(optional.orElse(null));
            default -> ofOther(container);
        };
    }

    private static int sum(Collection<?> elements) {
        int hash = 0;
        for (Object each : elements) {
            hash += of(each);
        }
        return hash;
    }

    /** Stands in for the number that Java draws. */
    static int identity(Object object) {
        return Text.nameOf(object).hashCode();
    }
}

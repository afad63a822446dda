package dev.understudy.sandbox;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What {@code toString} gives, with the cost told as the text grows. A class without a {@code toString} of its own is
 * printed by its name alone, and hashed so: the number that Java adds differs from run to run.
 */
@SuppressWarnings("ReferenceEquality")
final class Text {
    private static final ClassValue<Boolean> PRINTS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return Hash.declares(type, "toString") && !isJavasRecord(type) && !isOfTheEngine(type);
        }
    };

    private Text() {}

    static String of(@Nullable Object object) {
        return switch (object) {
            case null -> "null";
            case String text -> text;
            case CharSequence text -> {
                Cost.text(text.length());
                yield text.toString();
            }
            case Number number -> number.toString();
            case StringJoiner joiner -> {
                Cost.text(joiner.length());
                yield joiner.toString();
            }
            case Throwable thrown when thrown.getClass().getClassLoader() == null -> Messages.print(thrown);
            case IntSummaryStatistics each -> of(each, each.getCount(), each.getSum(), each.getMin(), each.getMax());
            case LongSummaryStatistics each -> of(each, each.getCount(), each.getSum(), each.getMin(), each.getMax());
            case DoubleSummaryStatistics each -> of(each, each.getCount(), each.getSum(), each.getMin(), each.getMax());
            default -> ofOther(object);
        };
    }

    /** Java prints these in the language of the machine. */
    private static String of(Object statistics, long count, Number sum, Number least, Number most) {
        return statistics.getClass().getSimpleName() + "{count=" + count + ", sum=" + sum + ", min=" + least + ", max="
                + most + "}";
    }

    private static String ofOther(Object object) {
        if (Walk.isContainer(object) && prints(object)) {
            StringBuilder text = new StringBuilder();
            append(text, object, 0);
            Cost.text(text.length());
            return text.toString();
        }
        return PRINTS.get(object.getClass()) ? object.toString() : nameOf(object);
    }

    /** Whether Java would print and hash it by parts that have no name, as its collectors are. */
    static boolean isJavasRecord(Class<?> type) {
        return type.isRecord() && type.getClassLoader() == null;
    }

    /** Whether it prints what rules have no use for, and an address may be in it. */
    static boolean isOfTheEngine(Class<?> type) {
        return type.getName().startsWith("org.drools.") || type.getName().startsWith("org.kie.");
    }

    static String nameOf(Object object) {
        Class<?> type = object.getClass();
        return type.isHidden() || type.isSynthetic() ? "lambda" : type.getTypeName();
    }

    private static boolean prints(Object object) {
        return PRINTS.get(object.getClass())
                && (object instanceof Collection<?>
                        || object instanceof Map<?, ?>
                        || object instanceof Map.Entry<?, ?>
                        || object instanceof Optional<?>);
    }

    private static void append(StringBuilder text, @Nullable Object object, int depth) {
        Meter.step();
        if (object == null || !Walk.isContainer(object) || !prints(object)) {
            String printed = of(object);
            Cost.room(text, printed.length());
            text.append(printed);
            return;
        }
        Walk.checkDepth(depth);
        switch (object) {
            case Collection<?> elements -> appendAll(text, elements, depth);
            case Map<?, ?> map -> appendAll(text, map, depth);
            case Map.Entry<?, ?> entry -> appendEntry(text, entry, entry, depth);
            case Optional<?> optional -> {
                if (optional.isPresent()) {
                    text.append("Optional[");
                    append(text, optional.get(), depth + 1);
                    text.append(']');
                } else {
                    text.append("Optional.empty");
                }
            }
            default -> throw new IllegalStateException("No container: " + object.getClass());
        }
    }

    private static void appendAll(StringBuilder text, Collection<?> elements, int depth) {
        String between = "[";
        for (Object element : elements) {
            Cost.room(text, 2);
            text.append(between);
            between = ", ";
            if (element == elements) {
                text.append("(this Collection)");
            } else {
                append(text, element, depth + 1);
            }
        }
        text.append(elements.isEmpty() ? "[]" : "]");
    }

    private static void appendAll(StringBuilder text, Map<?, ?> map, int depth) {
        String between = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Cost.room(text, 2);
            text.append(between);
            between = ", ";
            appendEntry(text, entry, map, depth);
        }
        text.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendEntry(StringBuilder text, Map.Entry<?, ?> entry, Object self, int depth) {
        appendUnless(text, entry.getKey(), self, depth);
        text.append('=');
        appendUnless(text, entry.getValue(), self, depth);
    }

    private static void appendUnless(StringBuilder text, @Nullable Object object, Object self, int depth) {
        if (object == self) {
            text.append("(this Map)");
        } else {
            append(text, object, depth + 1);
        }
    }
}

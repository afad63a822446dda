package dev.understudy.sandbox;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an exception says to rules, the same in each run. Java's compiler leaves the words out once an exception was
 * thrown often, which would tell one decision what another one did; and Java prints some objects by their address.
 */
final class Messages {
    /** A class's name and a number, as {@link Object#toString} gives them. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(\\[+(?:[ZBCSIJFD]|L[\\w.$]+;)|[\\w$]+(?:\\.[\\w$]+)*\\.[A-Z][\\w$/]*)@[0-9a-f]{1,8}(?![\\w.])");

    private Messages() {}

    static @Nullable String of(Throwable thrown) {
        String message = thrown.getMessage();
        Class<?> type = thrown.getClass();
        if (type == NullPointerException.class && (message == null || message.startsWith("Cannot "))) {
            return "There is no value (null) where one is needed.";
        }
        if (type == ArithmeticException.class && message == null) {
            return "/ by zero";
        }
        if (type == ArrayIndexOutOfBoundsException.class && (message == null || message.startsWith("Index "))) {
            return "An array has no element at the index.";
        }
        if (type == ClassCastException.class && (message == null || message.contains(" cannot be cast to "))) {
            return "A value is not of the type that it is taken for.";
        }
        if (type == ArrayStoreException.class) {
            return "A value is not of the type that the array holds.";
        }
        return message == null || message.indexOf('@') < 0
                ? message
                : ADDRESS.matcher(message).replaceAll("$1");
    }

    /** What {@code toString} gives. */
    static String print(Throwable thrown) {
        String message = of(thrown);
        String name = thrown.getClass().getName();
        return message == null ? name : name + ": " + message;
    }
}

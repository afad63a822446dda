package dev.understudy.bench.fuzz.text;

import dev.understudy.bench.fuzz.lists.Lists;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every method and constructor that {@code allow.list} offers, so that well-typed calls of it can be written. */
final class OfferedCalls {
    private final List<Executable> all = new ArrayList<>();
    private final Map<Class<?>, List<Executable>> byResult = new HashMap<>();

    OfferedCalls() {
        Lists.offered().classes().forEach((name, members) -> {
            Class<?> type = load(name);
            Stream.concat(Arrays.stream(type.getConstructors()), Arrays.stream(type.getMethods()))
                    .filter(each -> !Modifier.isAbstract(type.getModifiers()) || each instanceof Method)
                    .filter(each -> members.contains(word(each)) || members.contains(word(each) + parameters(each)))
                    // The order of reflection is no order; a seed has to give the same case everywhere.
                    .sorted(Comparator.comparing(Executable::toString))
                    .forEach(all::add);
        });
        all.forEach(each ->
                byResult.computeIfAbsent(result(each), key -> new ArrayList<>()).add(each));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, OfferedCalls.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("allow.list names " + name + ", which is not there.", e);
        }
    }

    private static String word(Executable call) {
        return call instanceof Constructor<?> ? "new" : call.getName();
    }

    private static String parameters(Executable call) {
        return Arrays.stream(call.getParameterTypes())
                .map(Class::getTypeName)
                .collect(Collectors.joining(",", "(", ")"));
    }

    static Class<?> result(Executable call) {
        return call instanceof Method method ? method.getReturnType() : call.getDeclaringClass();
    }

    Executable any(Dice dice) {
        return dice.of(all);
    }

    List<Executable> giving(Class<?> type) {
        return byResult.getOrDefault(type, List.of());
    }
}

package dev.understudy.bench.fuzz.text;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes calls of what is offered that mostly compile: with arguments of the right types, at the edges. */
final class Expressions {
    private static final int MOST_DEPTH = 3;
    private static final List<String> LISTS = List.of(
            "new java.util.ArrayList()", "java.util.List.of(1, 2)", "java.util.Collections.nCopies(1000000, \"a\")");

    private final OfferedCalls offered;

    Expressions(OfferedCalls offered) {
        this.offered = offered;
    }

    /** A call of something, nested a little. */
    String call(Dice dice) {
        return call(offered.any(dice), dice, 0);
    }

    private String call(Executable called, Dice dice, int depth) {
        String arguments = Arrays.stream(called.getParameterTypes())
                .map(type -> value(type, dice, depth + 1))
                .collect(Collectors.joining(", ", "(", ")"));
        String owner = called.getDeclaringClass().getCanonicalName();
        if (called instanceof Constructor<?>) {
            return "new " + owner + arguments;
        }
        boolean isStatic = Modifier.isStatic(called.getModifiers());
        String receiver = isStatic ? owner : receiver(called.getDeclaringClass(), dice, depth);
        return receiver + "." + called.getName() + arguments;
    }

    private String receiver(Class<?> type, Dice dice, int depth) {
        return "(" + (type.isPrimitive() ? "" : "(" + type.getCanonicalName() + ") ") + value(type, dice, depth + 1)
                + ")";
    }

    private String value(Class<?> type, Dice dice, int depth) {
        Optional<String> literal = Literals.of(type, dice);
        if (literal.isPresent() && (depth >= MOST_DEPTH || dice.below(3) > 0)) {
            return literal.get();
        }
        if (type.isInterface() && type.getName().startsWith("java.util.function.")) {
            return lambda(type, dice, depth);
        }
        if (Iterable.class.isAssignableFrom(type) && type.isAssignableFrom(List.class)) {
            return dice.of(LISTS);
        }
        List<Executable> makers = offered.giving(type);
        if (makers.isEmpty() || depth >= MOST_DEPTH) {
            return literal.orElse(type.isPrimitive() ? "0" : "null");
        }
        return call(dice.of(makers), dice, depth + 1);
    }

    private String lambda(Class<?> type, Dice dice, int depth) {
        Method method = Arrays.stream(type.getMethods())
                .filter(each -> Modifier.isAbstract(each.getModifiers()))
                .findFirst()
                .orElseThrow();
        String parameters = IntStream.range(0, method.getParameterCount())
                .mapToObj(i -> "p" + depth + i)
                .collect(Collectors.joining(", ", "(", ")"));
        Class<?> result = method.getReturnType();
        if (result == void.class) {
            return parameters + " -> {}";
        }
        boolean echo = method.getParameterCount() > 0 && dice.oneIn(2);
        return parameters + " -> " + (echo ? "p" + depth + "0" : value(result, dice, depth + 1));
    }
}

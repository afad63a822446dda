package dev.understudy.engine.whynot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.drools.model.From;
import org.drools.model.From0;
import org.drools.model.From1;
import org.drools.model.From2;
import org.drools.model.From3;
import org.drools.model.From4;
import org.jspecify.annotations.Nullable;

/** What {@code from} gives. */
final class Sources {
    private Sources() {}

    /** The objects, without nulls. */
    static List<Object> read(From<?> from, Env env, Effort effort) {
        Object result = result(from, env);
        Iterator<?> objects = switch (result) {
            case null -> List.of().iterator();
            case Object[] array -> Arrays.asList(array).iterator();
            case Iterator<?> iterator -> iterator;
            case Iterable<?> iterable -> iterable.iterator();
            default -> List.of(result).iterator();
        };
        List<Object> found = new ArrayList<>();
        while (objects.hasNext()) {
            effort.next();
            Object each = objects.next();
            if (each != null) {
                found.add(each);
            }
        }
        return found;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The compiler of rules has checked the types.
    private static @Nullable Object result(From<?> from, Env env) {
        return switch (from) {
            case From0 none -> none.getProvider().apply();
            case From1 one ->
                one.getProvider() == null
                        ? env.get(one.getVariable())
                        : one.getProvider().apply(env.get(one.getVariable()));
            case From2 two -> two.getProvider().apply(env.get(two.getVariable()), env.get(two.getVariable2()));
            case From3 three ->
                three.getProvider()
                        .apply(
                                env.get(three.getVariable()),
                                env.get(three.getVariable2()),
                                env.get(three.getVariable3()));
            case From4 four ->
                four.getProvider()
                        .apply(
                                env.get(four.getVariable()),
                                env.get(four.getVariable2()),
                                env.get(four.getVariable3()),
                                env.get(four.getVariable4()));
            default -> throw new IllegalStateException("A 'from' with more than four variables is not tried.");
        };
    }

    /** Whether {@link #read} knows it. */
    static boolean knows(From<?> from) {
        return from instanceof From0
                || from instanceof From1
                || from instanceof From2
                || from instanceof From3
                || from instanceof From4;
    }
}

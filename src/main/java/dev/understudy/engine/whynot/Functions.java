package dev.understudy.engine.whynot;

import dev.understudy.sandbox.Stopped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that a ruleset declares, called to tell what they gave. */
final class Functions {
    private static final String HOLDER = ".RuleFunctions";

    private final ClassLoader loader;

    Functions(ClassLoader loader) {
        this.loader = loader;
    }

    /** What a function gives; unknown when there is none, or more than one, that takes these arguments. */
    Value call(String packageName, String name, List<Value> arguments) {
        boolean secret = arguments.stream().anyMatch(Value::secret);
        List<@Nullable Object> objects = new ArrayList<>();
        for (Value argument : arguments) {
            if (!argument.known()) {
                return Value.UNKNOWN;
            }
            objects.add(argument.object());
        }
        Method method = find(packageName, name, arguments.size());
        if (method == null) {
            return Value.UNKNOWN;
        }
        try {
            return Value.of(method.invoke(null, objects.toArray()), secret);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof Stopped stopped) {
                throw stopped;
            }
            return Value.UNKNOWN;
        } catch (IllegalAccessException | IllegalArgumentException _) {
            return Value.UNKNOWN;
        }
    }

    private @Nullable Method find(String packageName, String name, int arguments) {
        Method found = null;
        try {
            for (Method method : loader.loadClass(packageName + HOLDER).getMethods()) {
                if (Modifier.isStatic(method.getModifiers())
                        && method.getName().equals(name)
                        && method.getParameterCount() == arguments
                        && !method.isVarArgs()) {
                    if (found != null) {
                        return null;
                    }
                    found = method;
                }
            }
        } catch (ClassNotFoundException | LinkageError _) {
            return null;
        }
        return found;
    }
}

package dev.understudy.sandbox;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds the guard of a method whose work or memory no constant bounds. Made from the guards' own {@link StandsFor}.
 * Thread-safe.
 */
final class Redirects {
    /** Every class with guards. */
    static final List<Class<?>> GUARDS = List.of(
            GuardObjects.class,
            GuardTexts.class,
            GuardTextSearch.class,
            GuardBuilders.class,
            GuardCollections.class,
            GuardLists.class,
            GuardMaps.class,
            GuardMakers.class,
            GuardConstants.class,
            GuardMapsOf.class,
            GuardCollectionTools.class,
            GuardArrays.class,
            GuardDecimals.class,
            GuardIntegers.class,
            GuardParsing.class,
            GuardFunctions.class,
            GuardNumberFunctions.class,
            GuardPatterns.class,
            GuardFormats.class,
            GuardStreams.class,
            GuardCollectors.class,
            GuardEngine.class,
            GuardDates.class,
            GuardDateTexts.class,
            GuardEngineComparisons.class);

    private static final String INIT = "<init>";
    private static final String OBJECT = "java/lang/Object";

    private final Platform platform;
    private final Map<String, Redirect> calls = new HashMap<>();
    private final Map<String, Redirect> superCalls = new HashMap<>();

    Redirects(Platform platform) {
        this.platform = platform;
        for (Class<?> guards : GUARDS) {
            for (Method guard : guards.getDeclaredMethods()) {
                StandsFor stands = guard.getAnnotation(StandsFor.class);
                if (stands != null) {
                    add(guard, stands);
                }
            }
        }
    }

    private void add(Method guard, StandsFor stands) {
        String key = key(guard, stands);
        Map<String, Redirect> index = stands.superCall() ? superCalls : calls;
        if (index.put(key, Redirect.to(guard, isMaker(stands))) != null) {
            throw new IllegalStateException("Two guards stand for " + key);
        }
    }

    private static boolean isMaker(StandsFor stands) {
        return stands.method().equals(StandsFor.NEW);
    }

    /** Owner, name and descriptor of what a guard stands for. */
    static String key(Method guard, StandsFor stands) {
        Class<?> owner = stands.value();
        Class<?>[] types = guard.getParameterTypes();
        String result = Type.getDescriptor(guard.getReturnType());
        try {
            if (isMaker(stands)) {
                String made = Type.getConstructorDescriptor(owner.getDeclaredConstructor(types));
                return key(Type.getInternalName(owner), INIT, made);
            }
            String name = stands.method().isEmpty() ? guard.getName() : stands.method();
            if (types.length > 0 && types[0] == owner) {
                Class<?>[] rest = Arrays.copyOfRange(types, 1, types.length);
                if (declares(owner, name, rest, false)) {
                    return key(Type.getInternalName(owner), name, parameters(rest) + result);
                }
            }
            if (declares(owner, name, types, true)) {
                return key(Type.getInternalName(owner), name, parameters(types) + result);
            }
        } catch (NoSuchMethodException missing) {
            throw new IllegalStateException("There is no constructor for " + guard, missing);
        }
        throw new IllegalStateException("There is no method for " + guard);
    }

    private static boolean declares(Class<?> owner, String name, Class<?>[] types, boolean isStatic) {
        return Arrays.stream(owner.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(name)
                        && Arrays.equals(method.getParameterTypes(), types)
                        && Modifier.isStatic(method.getModifiers()) == isStatic);
    }

    private static String parameters(Class<?>[] types) {
        StringBuilder text = new StringBuilder("(");
        Arrays.stream(types).map(Type::getDescriptor).forEach(text::append);
        return text.append(')').toString();
    }

    private static String key(String owner, String name, String descriptor) {
        return owner + '.' + name + descriptor;
    }

    /**
     * What to call in place of a method of the platform.
     *
     * @param opcode of the call
     * @param owner as the call names it: a class that declares or inherits the method, or an array. For a method that
     *     rules' own class inherits it is the class or interface of the platform that it inherits from, in the end
     *     java/lang/Object
     */
    Optional<Redirect> find(int opcode, String owner, String name, String descriptor) {
        if (name.equals(INIT)) {
            return Optional.ofNullable(calls.get(key(owner, name, descriptor)));
        }
        Map<String, Redirect> index = opcode == Opcodes.INVOKESPECIAL ? superCalls : calls;
        for (ClassShape shape : platform.line(owner.startsWith("[") ? OBJECT : owner)) {
            Redirect found = index.get(key(shape.name(), name, descriptor));
            if (found != null) {
                return Optional.of(found);
            }
            if (opcode == Opcodes.INVOKESPECIAL && shape.methods().containsKey(name + descriptor)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * What a method reference refers to in place of a method of the platform; its tag is H_INVOKESTATIC then. A bound
     * reference has to capture its receiver as the guard's first parameter: Java wants the very same type there.
     */
    Optional<Handle> find(Handle reference) {
        int opcode = switch (reference.getTag()) {
            case Opcodes.H_INVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL, Opcodes.H_INVOKEVIRTUAL, Opcodes.H_INVOKEINTERFACE ->
                Opcodes.INVOKEVIRTUAL;
            default -> Opcodes.NOP;
        };
        return opcode == Opcodes.NOP
                ? Optional.empty()
                : find(opcode, reference.getOwner(), reference.getName(), reference.getDesc())
                        .map(to -> new Handle(Opcodes.H_INVOKESTATIC, to.owner(), to.name(), to.descriptor(), false));
    }
}

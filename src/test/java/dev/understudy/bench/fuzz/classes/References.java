package dev.understudy.bench.fuzz.classes;

import dev.understudy.bench.fuzz.lists.Lists;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;

/** Whether what classes refer to is on the lists, found out by another way than the verifier's. */
final class References {
    private static final Set<String> BOOTSTRAPS = Set.of(
            "java.lang.invoke.LambdaMetafactory.metafactory",
            "java.lang.invoke.LambdaMetafactory.altMetafactory",
            "java.lang.runtime.ObjectMethods.bootstrap");
    /** Named by what only the compiler writes: bootstraps, the copy in {@code values()}. */
    private static final Set<String> OWNERS =
            Set.of("java.lang.invoke.LambdaMetafactory", "java.lang.runtime.ObjectMethods", "java.lang.System");

    private static final Set<String> OF_ARRAYS = Set.of("clone", "hashCode", "equals", "toString");

    private final Lists lists;
    private final Map<String, Class<?>> own;
    private final Consumer<String> fault;

    /**
     * @param own the loaded classes by binary name with dots
     * @param fault told what is wrong
     */
    References(Lists lists, Map<String, Class<?>> own, Consumer<String> fault) {
        this.lists = lists;
        this.own = own;
        this.fault = fault;
    }

    void check(Pool pool) {
        pool.oddities().forEach(fault);
        pool.classes().forEach(name -> checkType(name.startsWith("[") ? name : "L" + name + ";"));
        pool.descriptors().forEach(this::checkDescriptor);
        pool.members().forEach(this::checkMember);
    }

    private void checkDescriptor(String descriptor) {
        Type type = Type.getType(descriptor);
        if (type.getSort() == Type.METHOD) {
            Arrays.stream(type.getArgumentTypes()).forEach(each -> checkType(each.getDescriptor()));
            checkType(type.getReturnType().getDescriptor());
        } else {
            checkType(descriptor);
        }
    }

    private void checkType(String descriptor) {
        Type type = Type.getType(descriptor);
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT && !sees(element.getClassName())) {
            fault.accept("It names " + element.getClassName() + ".");
        }
    }

    private boolean sees(String name) {
        return own.containsKey(name) || lists.names(name) || OWNERS.contains(name);
    }

    private void checkMember(Pool.Member member) {
        String owner = member.owner().replace('/', '.');
        if (BOOTSTRAPS.contains(owner + "." + member.name())) {
            return;
        }
        checkDescriptor(member.descriptor());
        if (owner.startsWith("[")) {
            if (!OF_ARRAYS.contains(member.name())) {
                fault.accept("It calls " + member.name() + " of an array.");
            }
        } else if (own.containsKey(owner)) {
            own.values().stream()
                    .filter(each -> own.get(owner).isAssignableFrom(each))
                    .forEach(each -> checkSelected(member, each));
        } else if (!isListed(member, owner) && !isTheCompilers(member, owner)) {
            fault.accept("It uses " + owner + "." + member.name() + member.descriptor() + ".");
        }
    }

    private boolean isTheCompilers(Pool.Member member, String owner) {
        return switch (owner + "." + member.name()) {
            case "java.lang.System.arraycopy" -> own.values().stream().anyMatch(Class::isEnum);
            case "java.lang.Object.getClass" ->
                own.values().stream()
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .anyMatch(method -> method.getName().equals("equals"));
            default ->
                member.name().equals("<init>")
                        && own.values().stream()
                                .map(Class::getSuperclass)
                                .anyMatch(parent ->
                                        parent != null && parent.getName().equals(owner));
        };
    }

    private boolean isListed(Pool.Member member, String owner) {
        String word = member.name().equals("<init>") ? "new" : member.name();
        String parameters = member.field()
                ? ""
                : Arrays.stream(Type.getArgumentTypes(member.descriptor()))
                        .map(Type::getClassName)
                        .collect(Collectors.joining(",", "(", ")"));
        return supertypes(owner).stream().anyMatch(each -> lists.names(each, word, parameters));
    }

    /** What the JVM would really call on an own object, when that is the platform's. */
    private void checkSelected(Pool.Member member, Class<?> receiver) {
        for (Class<?> at = receiver; at != null && !member.field(); at = at.getSuperclass()) {
            boolean declares = Arrays.stream(at.getDeclaredMethods())
                    // What is not public, an interface's caller does not reach.
                    .filter(each -> Modifier.isPublic(each.getModifiers())
                            || own.containsKey(each.getDeclaringClass().getName()))
                    .anyMatch(each -> each.getName().equals(member.name())
                            && Type.getMethodDescriptor(each).equals(member.descriptor()));
            if (declares) {
                if (!own.containsKey(at.getName()) && !isListed(member, at.getName())) {
                    fault.accept("By " + member.owner() + "." + member.name() + member.descriptor()
                            + " it calls that of " + at.getName() + ".");
                }
                return;
            }
        }
    }

    private Set<String> supertypes(String name) {
        Set<String> found = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        Set<Class<?>> seen = new HashSet<>();
        try {
            open.add(Class.forName(name, false, References.class.getClassLoader()));
        } catch (ClassNotFoundException absent) {
            return found;
        }
        while (!open.isEmpty()) {
            Class<?> next = open.poll();
            if (seen.add(next)) {
                found.add(next.getName());
                if (next.getSuperclass() != null) {
                    open.add(next.getSuperclass());
                }
                open.addAll(Arrays.asList(next.getInterfaces()));
            }
        }
        found.add("java.lang.Object");
        return found;
    }
}

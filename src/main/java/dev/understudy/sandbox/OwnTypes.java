package dev.understudy.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;

/** The classes of one ruleset among themselves, and where they end in the platform. */
final class OwnTypes {
    private final Map<String, ClassShape> shapes = new HashMap<>();

    /** Reads class files. */
    OwnTypes(Map<String, byte[]> first, Map<String, byte[]> second) {
        first.values().forEach(this::add);
        second.values().forEach(this::add);
    }

    private void add(byte[] bytes) {
        ClassShape shape = ClassShape.of(bytes);
        shapes.put(shape.name(), shape);
    }

    boolean has(String name) {
        return shapes.containsKey(name);
    }

    Optional<ClassShape> shape(String name) {
        return Optional.ofNullable(shapes.get(name));
    }

    /** Whether a class is an enum or the body of an enum's constant: one object of it serves all decisions. */
    boolean isEnum(String name) {
        Set<String> seen = new HashSet<>();
        for (ClassShape at = shapes.get(name); at != null && seen.add(at.name()); at = shapes.get(at.superName())) {
            if (at.isEnum() || "java/lang/Enum".equals(at.superName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class or one of its own ancestors declares a method. */
    boolean declaresMethod(String name, String method, String descriptor) {
        return own(name).stream().anyMatch(shape -> shape.methods().containsKey(method + descriptor));
    }

    /** Whether a class or one of its own ancestors declares a field. */
    Optional<ClassShape> fieldOwner(String name, String field) {
        return own(name).stream()
                .filter(shape -> shape.fields().containsKey(field))
                .findFirst();
    }

    /** Where its own ancestors end: the classes of the platform that it builds on. */
    List<String> platformParents(String name) {
        List<String> parents = new ArrayList<>();
        for (ClassShape shape : own(name)) {
            parents(shape).stream().filter(each -> !has(each)).forEach(parents::add);
        }
        if (!parents.contains("java/lang/Object")) {
            parents.add("java/lang/Object");
        }
        return parents;
    }

    private List<ClassShape> own(String name) {
        List<ClassShape> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.poll();
            ClassShape shape = shapes.get(next);
            if (shape != null && seen.add(next)) {
                found.add(shape);
                open.addAll(parents(shape));
            }
        }
        return found;
    }

    private static List<String> parents(ClassShape shape) {
        List<String> parents = new ArrayList<>();
        if (shape.superName() != null) {
            parents.add(shape.superName());
        }
        parents.addAll(shape.interfaces());
        return parents;
    }

    static boolean isStatic(int access) {
        return (access & Opcodes.ACC_STATIC) != 0;
    }
}

package dev.understudy.bench.fuzz.classes;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.function.Consumer;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Whether a class could keep a value from one decision to the next. */
final class KeptState {
    private KeptState() {}

    static void check(Class<?> loaded, ClassNode node, Consumer<String> fault) {
        for (Field field : loaded.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !isTheCompilers(field, node)) {
                if (!Modifier.isFinal(field.getModifiers())) {
                    fault.accept("The static field " + field.getName() + " can change.");
                } else if (field.getType().isArray() || Iterable.class.isAssignableFrom(field.getType())) {
                    fault.accept("What the static field " + field.getName() + " holds can change.");
                }
            }
        }
        for (MethodNode method : node.methods) {
            if (loaded.isEnum() && method.name.equals("values") && stores(method)) {
                fault.accept("values() writes into the constants' array.");
            }
        }
    }

    private static boolean isTheCompilers(Field field, ClassNode node) {
        String name = field.getName();
        boolean table = name.startsWith("$SWITCH_TABLE$")
                && field.getType() == int[].class
                && node.methods.stream()
                        .filter(method -> method.name.equals(name))
                        .allMatch(method -> method.desc.equals("()[I"));
        return table || name.equals("ENUM$VALUES") && field.isSynthetic();
    }

    private static boolean stores(MethodNode method) {
        return Arrays.stream(method.instructions.toArray())
                .mapToInt(AbstractInsnNode::getOpcode)
                .anyMatch(opcode -> opcode == Opcodes.AASTORE);
    }
}

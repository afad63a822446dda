package dev.understudy.sandbox;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The {@code hashCode} and {@code toString} of a record, which Java would make while the rules run: written out here,
 * with the guards that each object is hashed and printed by.
 */
final class RecordMethods {
    private static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods";
    private static final String OBJECTS = "dev/understudy/sandbox/GuardObjects";
    private static final String BUILDERS = "dev/understudy/sandbox/GuardBuilders";
    private static final String TEXT = "java/lang/StringBuilder";

    private final ClassNode node;

    RecordMethods(ClassNode node) {
        this.node = node;
    }

    /** Whether Java makes the method's body, which hashes, compares or prints the fields, within Java. */
    static boolean isJavas(MethodNode method) {
        for (AbstractInsnNode each : method.instructions) {
            if (each instanceof InvokeDynamicInsnNode dynamic
                    && dynamic.bsm.getOwner().equals(BOOTSTRAP)) {
                return true;
            }
        }
        return false;
    }

    void writeOut(MethodNode method) {
        if (isJavas(method) && method.name.equals("hashCode")) {
            replace(method, hash());
        } else if (isJavas(method) && method.name.equals("toString")) {
            replace(method, text());
        }
    }

    private static void replace(MethodNode method, InsnList body) {
        method.instructions.clear();
        method.tryCatchBlocks.clear();
        method.localVariables = null;
        method.instructions.add(body);
    }

    private List<FieldNode> components() {
        return node.fields.stream()
                .filter(field -> (field.access & Opcodes.ACC_STATIC) == 0)
                .toList();
    }

    private InsnList hash() {
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.ICONST_0));
        for (FieldNode field : components()) {
            code.add(new IntInsnNode(Opcodes.BIPUSH, 31));
            code.add(new InsnNode(Opcodes.IMUL));
            load(code, field);
            code.add(invoke(OBJECTS, "hashOrZero", "(Ljava/lang/Object;)I"));
            code.add(new InsnNode(Opcodes.IADD));
        }
        code.add(new InsnNode(Opcodes.IRETURN));
        return code;
    }

    private InsnList text() {
        InsnList code = new InsnList();
        String name = node.name.substring(Math.max(node.name.lastIndexOf('/'), node.name.lastIndexOf('$')) + 1);
        code.add(new LdcInsnNode(name.replaceFirst("^\\d+", "") + "["));
        code.add(invoke(BUILDERS, "startingWith", "(Ljava/lang/String;)L" + TEXT + ";"));
        String separator = "";
        for (FieldNode field : components()) {
            code.add(new LdcInsnNode(separator + field.name + "="));
            code.add(invoke(BUILDERS, "append", "(L" + TEXT + ";Ljava/lang/String;)L" + TEXT + ";"));
            load(code, field);
            code.add(invoke(BUILDERS, "append", "(L" + TEXT + ";Ljava/lang/Object;)L" + TEXT + ";"));
            separator = ", ";
        }
        code.add(new LdcInsnNode("]"));
        code.add(invoke(BUILDERS, "append", "(L" + TEXT + ";Ljava/lang/String;)L" + TEXT + ";"));
        code.add(invoke(OBJECTS, "toString", "(Ljava/lang/Object;)Ljava/lang/String;"));
        code.add(new InsnNode(Opcodes.ARETURN));
        return code;
    }

    private void load(InsnList code, FieldNode field) {
        code.add(new VarInsnNode(Opcodes.ALOAD, 0));
        code.add(new FieldInsnNode(Opcodes.GETFIELD, node.name, field.name, field.desc));
        String box = switch (Type.getType(field.desc).getSort()) {
            case Type.BOOLEAN -> "Boolean";
            case Type.CHAR -> "Character";
            case Type.BYTE -> "Byte";
            case Type.SHORT -> "Short";
            case Type.INT -> "Integer";
            case Type.LONG -> "Long";
            case Type.FLOAT -> "Float";
            case Type.DOUBLE -> "Double";
            default -> "";
        };
        if (!box.isEmpty()) {
            code.add(invoke("java/lang/" + box, "valueOf", "(" + field.desc + ")Ljava/lang/" + box + ";"));
        }
    }

    private static MethodInsnNode invoke(String owner, String name, String descriptor) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }
}

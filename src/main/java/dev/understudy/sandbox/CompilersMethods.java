package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Knows the two methods that may touch a static array, since the compiler writes them and no author can: {@code
 * values()} of an enum, and the table behind a switch over an enum. In any other shape they could keep state.
 */
final class CompilersMethods {
    static final String CONSTANTS = "ENUM$VALUES";

    private static final int TABLE = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    /** What a table is made by: it takes nothing from outside, so it can only hold what it always holds. */
    private static final Set<Integer> MAKING = Set.of(
            Opcodes.DUP,
            Opcodes.POP,
            Opcodes.IFNULL,
            Opcodes.IFNONNULL,
            Opcodes.GOTO,
            Opcodes.ARETURN,
            Opcodes.ARRAYLENGTH,
            Opcodes.NEWARRAY,
            Opcodes.ALOAD,
            Opcodes.ASTORE,
            Opcodes.IASTORE,
            Opcodes.BIPUSH,
            Opcodes.SIPUSH,
            Opcodes.ICONST_1,
            Opcodes.ICONST_2,
            Opcodes.ICONST_3,
            Opcodes.ICONST_4,
            Opcodes.ICONST_5);

    private CompilersMethods() {}

    /** Whether it copies the constants of its enum and gives the copy, to the letter. */
    static boolean isValues(String owner, MethodNode method) {
        String array = "[L" + owner + ";";
        List<String> wanted = List.of(
                "GETSTATIC " + owner + "." + CONSTANTS + array,
                Opcodes.DUP + "",
                "v" + Opcodes.ASTORE + " 0",
                Opcodes.ICONST_0 + "",
                "v" + Opcodes.ALOAD + " 0",
                Opcodes.ARRAYLENGTH + "",
                Opcodes.DUP + "",
                "v" + Opcodes.ISTORE + " 1",
                "ANEWARRAY " + owner,
                Opcodes.DUP + "",
                "v" + Opcodes.ASTORE + " 2",
                Opcodes.ICONST_0 + "",
                "v" + Opcodes.ILOAD + " 1",
                "java/lang/System.arraycopy",
                "v" + Opcodes.ALOAD + " 2",
                Opcodes.ARETURN + "");
        return OwnTypes.isStatic(method.access)
                && method.name.equals("values")
                && method.desc.equals("()" + array)
                && method.tryCatchBlocks.isEmpty()
                && written(method).equals(wanted);
    }

    private static List<String> written(MethodNode method) {
        List<String> written = new ArrayList<>();
        for (AbstractInsnNode each : method.instructions) {
            switch (each) {
                case FieldInsnNode field
                when field.getOpcode() == Opcodes.GETSTATIC ->
                    written.add("GETSTATIC " + field.owner + "." + field.name + field.desc);
                case VarInsnNode local -> written.add("v" + local.getOpcode() + " " + local.var);
                case TypeInsnNode type
                when type.getOpcode() == Opcodes.ANEWARRAY -> written.add("ANEWARRAY " + type.desc);
                case MethodInsnNode call -> written.add(call.owner + "." + call.name);
                default -> {
                    if (each.getOpcode() >= 0) {
                        written.add(each.getOpcode() + "");
                    }
                }
            }
        }
        return written;
    }

    /** Whether it makes the table of its name, of the constants of an enum alone. */
    static boolean isTable(String owner, MethodNode method) {
        if (!StateChecks.isSwitchTable(method.name)
                || (method.access & TABLE) != TABLE
                || !method.desc.equals("()[I")) {
            return false;
        }
        for (AbstractInsnNode each : method.instructions) {
            boolean fine = switch (each) {
                case FieldInsnNode field -> isPartOfTable(owner, method, field);
                case MethodInsnNode call -> call.name.equals("ordinal") || isConstants(call);
                default -> each.getOpcode() < 0 || MAKING.contains(each.getOpcode());
            };
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPartOfTable(String owner, MethodNode method, FieldInsnNode field) {
        boolean table = field.owner.equals(owner) && field.name.equals(method.name) && field.desc.equals("[I");
        boolean constant = field.getOpcode() == Opcodes.GETSTATIC && field.desc.equals("L" + field.owner + ";");
        return table || constant;
    }

    private static boolean isConstants(MethodInsnNode call) {
        return call.getOpcode() == Opcodes.INVOKESTATIC
                && call.name.equals("values")
                && Type.getReturnType(call.desc).getSort() == Type.ARRAY
                && Type.getArgumentTypes(call.desc).length == 0;
    }
}

package dev.understudy.sandbox;

import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldNode;

/** Refuses whatever could keep a value beyond one decision: static fields and fields of enums are for constants. */
final class StateChecks {
    private static final int SWITCH_TABLE = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    private final Policy policy;

    StateChecks(Policy policy) {
        this.policy = policy;
    }

    void check(BytecodeVerifier.Subject subject, FieldNode field) {
        if (OwnTypes.isStatic(field.access)) {
            checkStatic(subject, field);
        } else if (subject.isEnum() && !immutable(subject, field.desc)) {
            subject.refuse(
                    "",
                    field.name,
                    "The field '" + field.name + "' of an enum would be shared by all decisions, and its type can"
                            + " change; use a text, a number, a date or an enum.");
        }
    }

    private void checkStatic(BytecodeVerifier.Subject subject, FieldNode field) {
        if (isSwitchTable(field) || isConstants(subject, field)) {
            return;
        }
        if ((field.access & Opcodes.ACC_FINAL) == 0) {
            subject.refuse(
                    "",
                    field.name,
                    "The static field '" + field.name + "' would outlive a decision; only constants may be static.");
        } else if (!immutable(subject, field.desc)) {
            subject.refuse(
                    "",
                    field.name,
                    "The static field '" + field.name + "' would outlive a decision, and its type can change; only"
                            + " texts, numbers, dates and enums may be static.");
        }
    }

    /** The compiler's table for a switch over an enum. */
    static boolean isSwitchTable(FieldNode field) {
        return isSwitchTable(field.name) && field.desc.equals("[I") && (field.access & SWITCH_TABLE) == SWITCH_TABLE;
    }

    static boolean isSwitchTable(String name) {
        return name.startsWith("$SWITCH_TABLE$");
    }

    /** The compiler's array behind {@code values()}. */
    private static boolean isConstants(BytecodeVerifier.Subject subject, FieldNode field) {
        int wanted = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
        return field.name.equals("ENUM$VALUES")
                && subject.isEnum()
                && field.desc.equals("[L" + subject.node().name + ";")
                && (field.access & wanted) == wanted;
    }

    private boolean immutable(BytecodeVerifier.Subject subject, String descriptor) {
        if (Type.getType(descriptor).getSort() == Type.ARRAY) {
            return false;
        }
        Optional<String> name = Policy.element(descriptor);
        if (name.isEmpty()) {
            return true;
        }
        boolean engine = subject.generated() && name.get().startsWith("org/drools/model/");
        return engine || policy.isValue(name.get()) || subject.own().isEnum(name.get());
    }
}

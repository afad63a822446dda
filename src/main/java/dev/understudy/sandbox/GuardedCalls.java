package dev.understudy.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Puts guards in the place of the calls that no constant bounds, in one method. */
final class GuardedCalls {
    private static final String INIT = "<init>";

    private final Redirects redirects;
    private final OwnTypes own;
    private final MethodNode method;
    /** The objects that are being made, the innermost first: whether the compiler keeps a second reference to it. */
    private final Deque<Boolean> unfinished = new ArrayDeque<>();

    GuardedCalls(Redirects redirects, OwnTypes own, MethodNode method) {
        this.redirects = redirects;
        this.own = own;
        this.method = method;
    }

    void apply() {
        for (AbstractInsnNode each : method.instructions.toArray()) {
            switch (each) {
                case TypeInsnNode type
                when type.getOpcode() == Opcodes.NEW ->
                    unfinished.push(type.getNext().getOpcode() == Opcodes.DUP);
                case MethodInsnNode call when call.name.equals(INIT) -> making(call);
                case MethodInsnNode call ->
                    find(call.getOpcode(), call.owner, call.name, call.desc)
                            .ifPresent(guard -> method.instructions.set(call, invoke(guard)));
                case InvokeDynamicInsnNode dynamic -> references(dynamic);
                default -> {
                    // Calls nothing.
                }
            }
        }
    }

    private Optional<Redirect> find(int opcode, String owner, String name, String descriptor) {
        if (!own.has(owner)) {
            return redirects.find(opcode, owner, name, descriptor);
        }
        if (own.declaresMethod(owner, name, descriptor)) {
            return Optional.empty();
        }
        return own.platformParents(owner).stream()
                .flatMap(parent -> redirects.find(opcode, parent, name, descriptor).stream())
                .findFirst();
    }

    /** A guard makes the object itself; what was begun under its arguments is dropped. */
    private void making(MethodInsnNode call) {
        // With nothing unfinished this is super(...) or this(...).
        Boolean doubled = unfinished.poll();
        if (doubled == null) {
            return;
        }
        redirects.find(call.getOpcode(), call.owner, call.name, call.desc).ifPresent(guard -> {
            InsnList made = new InsnList();
            made.add(invoke(guard));
            if (doubled) {
                made.add(new InsnNode(Opcodes.DUP_X2));
                made.add(new InsnNode(Opcodes.POP));
            }
            made.add(new InsnNode(Opcodes.POP2));
            method.instructions.insertBefore(call, made);
            method.instructions.remove(call);
        });
    }

    private void references(InvokeDynamicInsnNode dynamic) {
        for (int i = 0; i < dynamic.bsmArgs.length; i++) {
            if (dynamic.bsmArgs[i] instanceof Handle handle && !declares(handle)) {
                int at = i;
                redirects.find(onPlatform(handle)).ifPresent(guard -> {
                    dynamic.bsmArgs[at] = guard;
                    dynamic.desc = capturing(dynamic.desc, guard);
                });
            }
        }
    }

    private boolean declares(Handle handle) {
        return own.has(handle.getOwner()) && own.declaresMethod(handle.getOwner(), handle.getName(), handle.getDesc());
    }

    private Handle onPlatform(Handle handle) {
        if (!own.has(handle.getOwner())) {
            return handle;
        }
        String parent = own.platformParents(handle.getOwner()).stream()
                .filter(each -> redirects
                        .find(Opcodes.INVOKEVIRTUAL, each, handle.getName(), handle.getDesc())
                        .isPresent())
                .findFirst()
                .orElse("java/lang/Object");
        return new Handle(handle.getTag(), parent, handle.getName(), handle.getDesc(), handle.isInterface());
    }

    /** A captured receiver has to have the very type of the guard's first parameter. */
    private static String capturing(String descriptor, Handle guard) {
        Type[] captured = Type.getArgumentTypes(descriptor);
        Type[] parameters = Type.getArgumentTypes(guard.getDesc());
        if (captured.length == 0) {
            return descriptor;
        }
        captured[0] = parameters[0];
        return Type.getMethodDescriptor(Type.getReturnType(descriptor), captured);
    }

    private static MethodInsnNode invoke(Redirect guard) {
        return new MethodInsnNode(Opcodes.INVOKESTATIC, guard.owner(), guard.name(), guard.descriptor(), false);
    }
}

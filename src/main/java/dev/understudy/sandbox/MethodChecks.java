package dev.understudy.sandbox;

import java.util.List;
import java.util.Set;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Looks at one method. */
final class MethodChecks {
    private static final Set<String> SERIALIZATION = Set.of(
            "readObject",
            "writeObject",
            "readResolve",
            "writeReplace",
            "readExternal",
            "writeExternal",
            "readObjectNoData");
    private static final Set<String> BOOTSTRAPS = Set.of(
            "java/lang/invoke/LambdaMetafactory.metafactory",
            "java/lang/invoke/LambdaMetafactory.altMetafactory",
            "java/lang/runtime/ObjectMethods.bootstrap");
    private static final Set<String> UNCATCHABLE = Set.of("java/lang/Throwable", "java/lang/Error");
    private static final String OBJECT = "java/lang/Object";

    private final BytecodeVerifier verifier;
    private final BytecodeVerifier.Subject subject;
    private final MethodNode method;
    private final Scope scope;

    MethodChecks(BytecodeVerifier verifier, BytecodeVerifier.Subject subject, MethodNode method) {
        this.verifier = verifier;
        this.subject = subject;
        this.method = method;
        this.scope = subject.scopeOf(method.name);
    }

    void check() {
        if ((method.access & Opcodes.ACC_NATIVE) != 0) {
            subject.refuse(method.name, "native", "Native methods are not offered to rules.");
        }
        if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
            subject.refuse(method.name, "synchronized", "A decision has one thread; leave out 'synchronized'.");
        }
        if (method.name.equals("finalize") && method.desc.equals("()V")) {
            subject.refuse(method.name, "finalize", "finalize() would run outside of a decision; it is not offered.");
        }
        if (SERIALIZATION.contains(method.name)) {
            subject.refuse(
                    method.name, method.name, "'" + method.name + "' is a name of Java's serialization; use another.");
        }
        for (TryCatchBlockNode block : method.tryCatchBlocks) {
            checkCatch(block);
        }
        boolean table = false;
        for (AbstractInsnNode instruction : method.instructions) {
            checkInstruction(instruction);
            table |= TableUse.isTable(instruction);
        }
        if (table && !TableUse.onlyReads(subject.node().name, method)) {
            subject.refuse(method.name, "", "The table of a switch belongs to the compiler.");
        }
    }

    private void checkCatch(TryCatchBlockNode block) {
        if (block.type == null) {
            return;
        }
        if (UNCATCHABLE.contains(block.type)) {
            String simple = block.type.substring(block.type.lastIndexOf('/') + 1);
            subject.refuse(
                    method.name, simple, "Catching " + simple + " is not offered to rules; catch Exception at most.");
        } else {
            checkClass(block.type);
        }
    }

    private void checkInstruction(AbstractInsnNode instruction) {
        switch (instruction) {
            case MethodInsnNode call -> checkMethod(call.owner, call.name, call.desc, call.getOpcode());
            case FieldInsnNode field -> checkField(field.owner, field.name, field.desc, field.getOpcode());
            case TypeInsnNode type -> checkClass(type.desc);
            case MultiANewArrayInsnNode array -> checkClass(array.desc);
            case LdcInsnNode constant -> checkConstant(constant.cst);
            case InvokeDynamicInsnNode dynamic -> checkDynamic(dynamic);
            default -> checkOther(instruction.getOpcode());
        }
    }

    private void checkOther(int opcode) {
        switch (opcode) {
            case Opcodes.MONITORENTER, Opcodes.MONITOREXIT ->
                subject.refuse(method.name, "synchronized", "A decision has one thread; leave out 'synchronized'.");
            case Opcodes.JSR, Opcodes.RET ->
                subject.refuse(method.name, "", "An instruction that no compiler writes any more.");
            default -> {
                // Arithmetic, locals, the stack and jumps reach nothing outside of the method.
            }
        }
    }

    private void checkClass(String nameOrArray) {
        String descriptor = nameOrArray.startsWith("[") ? nameOrArray : "L" + nameOrArray + ";";
        verifier.checkTypes(subject, method.name, descriptor, scope);
    }

    private void checkConstant(Object constant) {
        switch (constant) {
            case Type type when type.getSort() == Type.METHOD -> refuseHandle();
            case Type type -> verifier.checkTypes(subject, method.name, type.getDescriptor(), scope);
            case Handle handle -> refuseHandle();
            case ConstantDynamic dynamic -> refuseHandle();
            default -> {
                // A number or a text.
            }
        }
    }

    private void refuseHandle() {
        subject.refuse(method.name, "", "Method handles are not offered to rules.");
    }

    private void checkDynamic(InvokeDynamicInsnNode dynamic) {
        if (!BOOTSTRAPS.contains(dynamic.bsm.getOwner() + "." + dynamic.bsm.getName())) {
            subject.refuse(method.name, dynamic.name, "Dynamic calls are not offered to rules, but for lambdas.");
            return;
        }
        verifier.checkTypes(subject, method.name, dynamic.desc, scope);
        for (Object argument : dynamic.bsmArgs) {
            switch (argument) {
                case Handle handle -> checkHandle(handle);
                case Type type -> verifier.checkTypes(subject, method.name, type.getDescriptor(), scope);
                case ConstantDynamic constant -> refuseHandle();
                default -> {
                    // Flags and names.
                }
            }
        }
    }

    private void checkHandle(Handle handle) {
        switch (handle.getTag()) {
            case Opcodes.H_GETFIELD ->
                checkField(handle.getOwner(), handle.getName(), handle.getDesc(), Opcodes.GETFIELD);
            case Opcodes.H_GETSTATIC, Opcodes.H_PUTFIELD, Opcodes.H_PUTSTATIC -> refuseHandle();
            case Opcodes.H_NEWINVOKESPECIAL ->
                checkMethod(handle.getOwner(), handle.getName(), handle.getDesc(), Opcodes.INVOKESPECIAL);
            default -> checkMethod(handle.getOwner(), handle.getName(), handle.getDesc(), Opcodes.INVOKEVIRTUAL);
        }
    }

    private void checkMethod(String owner, String name, String descriptor, int opcode) {
        verifier.checkTypes(subject, method.name, descriptor, scope);
        if (StateChecks.isSwitchTable(name) && opcode != Opcodes.INVOKESTATIC) {
            subject.refuse(method.name, name, "'" + name + "' belongs to the compiler.");
        }
        if (compilersOwn(owner, name)) {
            return;
        }
        if (loading() && !LoadTime.allows(owner, name) && !generated(owner)) {
            subject.refuse(
                    method.name,
                    name,
                    "'" + name + "' would be called when the rules are loaded, once for all decisions; use a fact in"
                            + " it, or a number in its place.");
            return;
        }
        boolean allowed = subject.own().has(owner)
                ? allowedOnOwn(owner, name, descriptor)
                : allowedOnPlatform(owner, name, descriptor, opcode);
        if (!allowed) {
            subject.notOffered(method.name, owner, name);
        }
    }

    private boolean allowedOnOwn(String owner, String name, String descriptor) {
        if (subject.own().declaresMethod(owner, name, descriptor)) {
            return true;
        }
        List<String> parents = subject.own().platformParents(owner);
        return !name.equals("<init>")
                && parents.stream().anyMatch(parent -> verifier.policy().allowsMethod(parent, name, descriptor, scope));
    }

    private boolean allowedOnPlatform(String owner, String name, String descriptor, int opcode) {
        if (owner.startsWith("[")) {
            Policy.namesOf(owner).stream()
                    .filter(each -> !verifier.sees(subject, each, scope))
                    .forEach(each -> subject.notOffered(method.name, each, ""));
        }
        // Which superclasses there may be is checked with the class; making one is part of making the own object.
        boolean superCall = opcode == Opcodes.INVOKESPECIAL
                && name.equals("<init>")
                && method.name.equals("<init>")
                && owner.equals(subject.node().superName);
        if (superCall) {
            return true;
        }
        // Own types may stand where the platform has a type variable's bound only, so a descriptor of the platform's
        // never names one.
        return verifier.policy().allowsMethod(owner, name, descriptor, scope);
    }

    /** Whether the method runs when rules are loaded: authors' code gets there as a constant of a condition. */
    private boolean loading() {
        return subject.generated()
                && !subject.node().name.contains("DomainClassesMetadata")
                && (method.name.startsWith("<")
                        || method.name.startsWith("rule_")
                        || method.name.startsWith("query_")
                        || method.name.startsWith("getRules"));
    }

    private boolean generated(String owner) {
        return subject.own().has(owner) && BytecodeVerifier.isGenerated(owner);
    }

    /** Calls that the compiler writes, and an author can't. */
    private boolean compilersOwn(String owner, String name) {
        if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
            return subject.isEnum() && CompilersMethods.isValues(subject.node().name, method);
        }
        boolean equals = method.name.equals("equals")
                && method.desc.equals("(Ljava/lang/Object;)Z")
                && !OwnTypes.isStatic(method.access);
        return name.equals("getClass")
                && equals
                && !subject.rules()
                && (owner.equals(OBJECT) || subject.own().has(owner));
    }

    private void checkField(String owner, String name, String descriptor, int opcode) {
        verifier.checkTypes(subject, method.name, descriptor, scope);
        boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        var declared = subject.own().fieldOwner(owner, name);
        if (declared.isEmpty()) {
            if (write || !allowedField(owner, name, descriptor)) {
                subject.notOffered(method.name, owner, name);
            }
            return;
        }
        String self = subject.node().name;
        boolean table = StateChecks.isSwitchTable(name);
        if (table && !(owner.equals(self) && method.name.equals(name) && CompilersMethods.isTable(self, method))) {
            subject.refuse(method.name, name, "'" + name + "' belongs to the compiler.");
        } else if (name.equals(CompilersMethods.CONSTANTS)
                && !method.name.equals("<clinit>")
                && !CompilersMethods.isValues(self, method)) {
            subject.refuse(method.name, name, "'" + name + "' belongs to the compiler.");
        } else if (opcode == Opcodes.PUTSTATIC && !table && !(owner.equals(self) && method.name.equals("<clinit>"))) {
            subject.refuse(method.name, name, "The static field '" + name + "' can't be changed.");
        } else if (opcode == Opcodes.PUTFIELD
                && subject.own().isEnum(declared.get().name())
                && !(declared.get().name().equals(self) && method.name.equals("<init>"))) {
            subject.refuse(
                    method.name,
                    name,
                    "The field '" + name + "' of an enum is shared by all decisions and can't be changed.");
        }
    }

    private boolean allowedField(String owner, String name, String descriptor) {
        if (!subject.own().has(owner)) {
            return verifier.policy().allowsField(owner, name, descriptor, scope);
        }
        return subject.own().platformParents(owner).stream()
                .anyMatch(parent -> verifier.policy().allowsField(parent, name, descriptor, scope));
    }
}

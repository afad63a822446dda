package dev.understudy.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes what the Java compiler sees of a class of the platform: a class file with the offered members alone. So a
 * forbidden method is as unknown to the compiler as one that never was, and its messages say so.
 */
final class StubWriter {
    private static final int HIDDEN = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;
    private static final String OBJECT = "java/lang/Object";

    private final Policy policy;

    StubWriter(Policy policy) {
        this.policy = policy;
    }

    /** The stub of a class, if it may be seen at all. */
    Optional<byte[]> write(String name) {
        if (!sees(name)) {
            return Optional.empty();
        }
        return policy.platform().classFile(name).map(bytes -> write(name, node(bytes)));
    }

    private boolean sees(String name) {
        return policy.seesClass(name, Scope.GENERATED);
    }

    private static ClassNode node(byte[] bytes) {
        ClassNode node = new ClassNode();
        new ClassReader(bytes).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return node;
    }

    private byte[] write(String name, ClassNode real) {
        ClassNode stub = new ClassNode();
        String superName = nearest(real.superName);
        String signature = real.signature == null ? null : Signatures.visibleSupers(real.signature, this::sees);
        List<String> interfaces = real.interfaces.stream().filter(this::sees).toList();
        stub.visit(Opcodes.V17, real.access, name, signature, superName, interfaces.toArray(String[]::new));
        real.innerClasses.stream()
                .filter(inner -> sees(inner.name) && (inner.outerName == null || sees(inner.outerName)))
                .forEach(stub.innerClasses::add);
        Set<String> taken = new HashSet<>();
        copy(name, real, stub, taken);
        // Public members of classes that can't be seen are members of this one: StringBuilder's are of that kind.
        for (ClassShape above : policy.platform().line(name)) {
            if (!sees(above.name())) {
                policy.platform()
                        .classFile(above.name())
                        .map(StubWriter::node)
                        .ifPresent(hidden -> copy(name, hidden, stub, taken));
            }
        }
        ClassWriter out = new ClassWriter(0);
        stub.accept(out);
        return out.toByteArray();
    }

    private @Nullable String nearest(@Nullable String name) {
        String at = name;
        while (at != null && !sees(at)) {
            at = policy.platform().shape(at).map(ClassShape::superName).orElse(OBJECT);
        }
        return at;
    }

    private void copy(String name, ClassNode from, ClassNode stub, Set<String> taken) {
        for (FieldNode field : from.fields) {
            if (visible(field.access) && policy.allowsField(name, field.name, field.desc, Scope.GENERATED)) {
                String signature = kept(field.signature);
                stub.visitField(field.access, field.name, field.desc, signature, field.value)
                        .visitEnd();
            }
        }
        boolean own = from.name.equals(name);
        for (MethodNode method : from.methods) {
            boolean usable = visible(method.access)
                    && (own || !method.name.startsWith("<"))
                    && ((method.access & HIDDEN) == 0)
                    && offered(name, method);
            if (usable && taken.add(method.name + parameters(method.desc))) {
                String[] exceptions =
                        method.exceptions.stream().filter(this::sees).toArray(String[]::new);
                stub.visitMethod(method.access, method.name, method.desc, kept(method.signature), exceptions)
                        .visitEnd();
            }
        }
    }

    private static boolean visible(int access) {
        return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    private boolean offered(String owner, MethodNode method) {
        // The generated equals() of a declared type compares classes; the verifier refuses it anywhere else.
        boolean getClass = owner.equals(OBJECT) && method.name.equals("getClass");
        boolean extendable = method.name.equals("<init>") && (method.access & Opcodes.ACC_PROTECTED) != 0;
        return getClass
                || (extendable && policy.seesTypes(method.desc, Scope.GENERATED))
                || policy.allowsMethod(owner, method.name, method.desc, Scope.GENERATED);
    }

    private @Nullable String kept(@Nullable String signature) {
        return signature != null && Signatures.names(signature).allMatch(this::sees) ? signature : null;
    }

    private static String parameters(String descriptor) {
        List<String> types = new ArrayList<>();
        Arrays.stream(Type.getArgumentTypes(descriptor))
                .map(Type::getDescriptor)
                .forEach(types::add);
        return types.toString();
    }
}

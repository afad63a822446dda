package dev.understudy.bench.fuzz.classes;

import java.util.function.Consumer;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Assembles one class file by hand. Whatever is not set is as in a harmless class. */
final class Assembly {
    static final String X = "acme/rules/X";

    private static final int MOST_STACK = 20;

    private final String name;
    private final ClassWriter writer = new ClassWriter(0);
    private int version = Opcodes.V17;
    private int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER;
    private String superName = "java/lang/Object";
    private String[] interfaces = {};
    private boolean begun;

    Assembly(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Assembly version(int number) {
        version = number;
        return this;
    }

    Assembly access(int flags) {
        access = flags;
        return this;
    }

    Assembly extending(String parent) {
        superName = parent;
        return this;
    }

    Assembly implementing(String... names) {
        interfaces = names;
        return this;
    }

    /** Adds members or attributes. */
    Assembly with(Consumer<ClassWriter> members) {
        begin();
        members.accept(writer);
        return this;
    }

    /** Adds a static method {@code run} with these instructions and a return. */
    Assembly body(Consumer<MethodVisitor> instructions) {
        return method(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", instructions);
    }

    /** Adds a method of any result type but void's own; the instructions leave what is returned by themselves. */
    Assembly method(int flags, String method, String descriptor, Consumer<MethodVisitor> instructions) {
        return with(to -> {
            MethodVisitor code = to.visitMethod(flags, method, descriptor, null, null);
            code.visitCode();
            instructions.accept(code);
            if (descriptor.endsWith(")V")) {
                code.visitInsn(Opcodes.RETURN);
            }
            code.visitMaxs(MOST_STACK, MOST_STACK);
            code.visitEnd();
        });
    }

    /** Adds the constructor without parameters that calls the superclass's. */
    Assembly constructor() {
        return method(Opcodes.ACC_PUBLIC, "<init>", "()V", code -> {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", "()V", false);
        });
    }

    private void begin() {
        if (!begun) {
            begun = true;
            writer.visit(version, access, name, null, superName, interfaces);
        }
    }

    byte[] bytes() {
        begin();
        writer.visitEnd();
        return writer.toByteArray();
    }
}

package dev.understudy.bench.fuzz.classes;

import java.util.List;
import org.objectweb.asm.Opcodes;

/** Own types that make what is not offered look like their own. */
final class Disguises {
    private static final String X = Assembly.X;
    private static final String Y = "acme/rules/Y";
    private static final int INTERFACE = Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
    private static final int OPEN = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT;

    private Disguises() {}

    static List<ClassCase> all() {
        return List.of(
                inherited("java/lang/RuntimeException", "printStackTrace", "()V"),
                inherited("java/lang/Exception", "addSuppressed", "(Ljava/lang/Throwable;)V"),
                inherited("java/lang/Exception", "initCause", "(Ljava/lang/Throwable;)Ljava/lang/Throwable;"),
                inherited("java/lang/Object", "getClass", "()Ljava/lang/Class;"),
                inherited("java/lang/Object", "notifyAll", "()V"),
                inherited("java/lang/Object", "clone", "()Ljava/lang/Object;"),
                hidden(Opcodes.ACC_PRIVATE),
                hidden(Opcodes.ACC_STATIC),
                hidden(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE),
                switchTable(),
                constants(),
                dimensions(),
                shadow());
    }

    /** An own interface declares it, and the platform's superclass has it. */
    private static ClassCase inherited(String parent, String method, String descriptor) {
        return ClassCase.of(
                "interface for " + parent + "." + method,
                new Assembly(Y)
                        .access(INTERFACE)
                        .with(to -> to.visitMethod(OPEN, method, descriptor, null, null)
                                .visitEnd()),
                new Assembly(X).extending(parent).implementing(Y).constructor().body(code -> {
                    code.visitTypeInsn(Opcodes.NEW, X);
                    code.visitInsn(Opcodes.DUP);
                    code.visitMethodInsn(Opcodes.INVOKESPECIAL, X, "<init>", "()V", false);
                    if (!descriptor.startsWith("()")) {
                        code.visitInsn(Opcodes.ACONST_NULL);
                    }
                    code.visitMethodInsn(Opcodes.INVOKEINTERFACE, Y, method, descriptor, true);
                    if (!descriptor.endsWith(")V")) {
                        code.visitInsn(Opcodes.POP);
                    }
                }));
    }

    /** An own superclass declares a final method of Object in a way that the JVM lets pass. */
    private static ClassCase hidden(int flags) {
        return ClassCase.of(
                "hidden getClass " + flags,
                new Assembly(Y).constructor().method(flags, "getClass", "()Ljava/lang/Class;", code -> {
                    code.visitInsn(Opcodes.ACONST_NULL);
                    code.visitInsn(Opcodes.ARETURN);
                }),
                new Assembly(X).extending(Y).constructor().body(code -> {
                    code.visitTypeInsn(Opcodes.NEW, X);
                    code.visitInsn(Opcodes.DUP);
                    code.visitMethodInsn(Opcodes.INVOKESPECIAL, X, "<init>", "()V", false);
                    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, X, "getClass", "()Ljava/lang/Class;", false);
                    code.visitInsn(Opcodes.POP);
                }));
    }

    /** State that looks like the compiler's table for a switch. */
    private static ClassCase switchTable() {
        String name = "$SWITCH_TABLE$state";
        int flags = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        return ClassCase.of(
                "switch table that keeps state",
                new Assembly(X)
                        .with(to -> to.visitField(flags, name, "[I", null, null).visitEnd())
                        .method(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, "([I)V", code -> {
                            code.visitVarInsn(Opcodes.ALOAD, 0);
                            code.visitFieldInsn(Opcodes.PUTSTATIC, X, name, "[I");
                        }));
    }

    /** State that looks like the compiler's array of an enum's constants. */
    private static ClassCase constants() {
        int flags = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
        String type = "[L" + X + ";";
        return ClassCase.of(
                "constants that keep state",
                new Assembly(X)
                        .access(Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_ENUM | Opcodes.ACC_SUPER)
                        .extending("java/lang/Enum")
                        .with(to -> to.visitField(flags, "ENUM$VALUES", type, null, null)
                                .visitEnd())
                        .method(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "values", "()" + type, code -> {
                            code.visitFieldInsn(Opcodes.GETSTATIC, X, "ENUM$VALUES", type);
                            code.visitInsn(Opcodes.ICONST_0);
                            code.visitInsn(Opcodes.ACONST_NULL);
                            code.visitInsn(Opcodes.AASTORE);
                            code.visitFieldInsn(Opcodes.GETSTATIC, X, "ENUM$VALUES", type);
                            code.visitInsn(Opcodes.ARETURN);
                        }));
    }

    /** Three dimensions, one of them in the instruction. */
    private static ClassCase dimensions() {
        return ClassCase.of("three dimensions", new Assembly(X).body(code -> {
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitTypeInsn(Opcodes.ANEWARRAY, "[[I");
                    code.visitInsn(Opcodes.POP);
                }));
    }

    /** A field of the platform's parent under the name of an own one. */
    private static ClassCase shadow() {
        return ClassCase.of(
                "shadowed field",
                new Assembly(X)
                        .extending("java/lang/RuntimeException")
                        .with(to -> to.visitField(Opcodes.ACC_PUBLIC, "detailMessage", "I", null, null)
                                .visitEnd())
                        .constructor()
                        .method(Opcodes.ACC_PUBLIC, "run", "()V", code -> {
                            code.visitVarInsn(Opcodes.ALOAD, 0);
                            code.visitLdcInsn("x");
                            code.visitFieldInsn(Opcodes.PUTFIELD, X, "detailMessage", "Ljava/lang/String;");
                        }));
    }
}

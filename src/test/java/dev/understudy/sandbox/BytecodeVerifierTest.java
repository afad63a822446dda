package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Classes that no compiler would write, assembled by hand. */
final class BytecodeVerifierTest {
    private static final Sandbox SANDBOX = Sandbox.on(BytecodeVerifierTest.class.getClassLoader());
    private static final String NAME = "acme/rules/X";

    @Test
    void aHarmlessClassPasses() {
        assertThat(body(code -> code.visitMethodInsn(
                        Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false)))
                .isEmpty();
    }

    @Test
    void aCallToSystemExitIsRefused() {
        assertThat(body(code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false)))
                .contains("System.exit is not offered to rules; docs/guide/rule-language.md lists what is.");
    }

    @Test
    void arraycopyIsRefusedOutsideOfValues() {
        assertThat(body(code -> code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "java/lang/System",
                        "arraycopy",
                        "(Ljava/lang/Object;ILjava/lang/Object;II)V",
                        false)))
                .isNotEmpty();
    }

    @Test
    void aMemberIsResolvedAgainstItsRealOwner() {
        assertThat(body(code -> code.visitMethodInsn(
                        Opcodes.INVOKEVIRTUAL, "java/lang/String", "getClass", "()Ljava/lang/Class;", false)))
                .contains("String.getClass is not offered to rules; docs/guide/rule-language.md lists what is.");
    }

    @Test
    void aHandleInALambdaIsCheckedLikeACall() {
        Handle factory = new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/LambdaMetafactory",
                "metafactory",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
                        + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                        + "Ljava/lang/invoke/CallSite;",
                false);
        Handle exit = new Handle(Opcodes.H_INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
        Type type = Type.getMethodType("(I)V");
        assertThat(body(code -> code.visitInvokeDynamicInsn(
                        "accept", "()Ljava/util/function/IntConsumer;", factory, type, exit, type)))
                .contains("System.exit is not offered to rules; docs/guide/rule-language.md lists what is.");
    }

    @Test
    void anotherBootstrapMethodIsRefused() {
        Handle own = new Handle(Opcodes.H_INVOKESTATIC, NAME, "run", "()V", false);
        assertThat(body(code -> code.visitInvokeDynamicInsn("x", "()V", own))).isNotEmpty();
    }

    @Test
    void constantsThatAreHandlesOrComputedAreRefused() {
        Handle handle = new Handle(Opcodes.H_INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)V", false);
        assertThat(body(code -> code.visitLdcInsn(handle))).isNotEmpty();
        assertThat(body(code -> code.visitLdcInsn(Type.getMethodType("()V")))).isNotEmpty();
        assertThat(body(code -> code.visitLdcInsn(new ConstantDynamic("x", "I", handle))))
                .isNotEmpty();
    }

    @Test
    void aClassLiteralOfAForbiddenClassIsRefused() {
        assertThat(body(code -> code.visitLdcInsn(Type.getObjectType("java/lang/Runtime"))))
                .isNotEmpty();
    }

    @Test
    void castsArraysAndMonitorsAreChecked() {
        assertThat(body(code -> code.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Thread")))
                .isNotEmpty();
        assertThat(body(code -> code.visitTypeInsn(Opcodes.ANEWARRAY, "java/io/File")))
                .isNotEmpty();
        assertThat(body(code -> code.visitMultiANewArrayInsn("[[[I", 3))).isNotEmpty();
        assertThat(body(code -> code.visitInsn(Opcodes.MONITORENTER))).isNotEmpty();
    }

    @Test
    void aFieldOfThePlatformCanNotBeWritten() {
        assertThat(body(code -> code.visitFieldInsn(
                        Opcodes.PUTSTATIC, "java/math/BigDecimal", "ONE", "Ljava/math/BigDecimal;")))
                .isNotEmpty();
    }

    @Test
    void aStaticFieldThatCanChangeIsRefused() {
        assertThat(declared(writer -> writer.visitField(Opcodes.ACC_STATIC, "f", "I", null, null)
                        .visitEnd()))
                .isNotEmpty();
        int constant = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        assertThat(declared(writer -> writer.visitField(constant, "f", "Ljava/util/List;", null, null)
                        .visitEnd()))
                .isNotEmpty();
        assertThat(declared(writer -> writer.visitField(constant, "f", "Ljava/lang/String;", null, null)
                        .visitEnd()))
                .isEmpty();
    }

    private static final String TABLE = "$SWITCH_TABLE$acme$Color";

    /** A class with a table as the compiler has one, and one more method. */
    private static List<String> withTable(Consumer<MethodVisitor> making, Consumer<MethodVisitor> use) {
        int hidden = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
        return declared(writer -> {
            writer.visitField(Opcodes.ACC_PRIVATE | hidden, TABLE, "[I", null, null)
                    .visitEnd();
            method(writer, hidden, TABLE, "()[I", making);
            method(writer, Opcodes.ACC_STATIC, "use", "([I)V", use);
        });
    }

    private static void method(
            ClassVisitor writer, int access, String name, String descriptor, Consumer<MethodVisitor> body) {
        MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
        code.visitCode();
        body.accept(code);
        code.visitMaxs(9, 9);
        code.visitEnd();
    }

    private static void giveTable(MethodVisitor code) {
        code.visitFieldInsn(Opcodes.GETSTATIC, NAME, TABLE, "[I");
        code.visitInsn(Opcodes.ARETURN);
    }

    private static void callTable(MethodVisitor code) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, TABLE, "()[I", false);
    }

    @Test
    void theTableOfASwitchIsReadAndNothingElse() {
        assertThat(withTable(BytecodeVerifierTest::giveTable, code -> {
                    callTable(code);
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitInsn(Opcodes.IALOAD);
                    code.visitInsn(Opcodes.POP);
                    code.visitInsn(Opcodes.RETURN);
                }))
                .isEmpty();
        assertThat(withTable(BytecodeVerifierTest::giveTable, code -> {
                    callTable(code);
                    code.visitInsn(Opcodes.ICONST_1);
                    code.visitInsn(Opcodes.ICONST_5);
                    code.visitInsn(Opcodes.IASTORE);
                    code.visitInsn(Opcodes.RETURN);
                }))
                .contains("The table of a switch belongs to the compiler.");
        assertThat(withTable(BytecodeVerifierTest::giveTable, code -> {
                    callTable(code);
                    code.visitVarInsn(Opcodes.ASTORE, 1);
                    code.visitInsn(Opcodes.RETURN);
                }))
                .contains("The table of a switch belongs to the compiler.");
        assertThat(withTable(BytecodeVerifierTest::giveTable, code -> {
                    callTable(code);
                    code.visitMethodInsn(Opcodes.INVOKESTATIC, NAME, "use", "([I)V", false);
                    code.visitInsn(Opcodes.RETURN);
                }))
                .contains("The table of a switch belongs to the compiler.");
    }

    @Test
    void aTableOfASwitchIsMadeOfNothingFromOutside() {
        assertThat(withTable(
                        code -> {
                            code.visitMethodInsn(
                                    Opcodes.INVOKESTATIC,
                                    "java/lang/Integer",
                                    "parseInt",
                                    "(Ljava/lang/String;)I",
                                    false);
                            giveTable(code);
                        },
                        code -> code.visitInsn(Opcodes.RETURN)))
                .contains("'" + TABLE + "' belongs to the compiler.");
    }

    @Test
    void nativeAndSynchronizedMethodsAreRefused() {
        for (int flag : new int[] {Opcodes.ACC_NATIVE, Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_ABSTRACT}) {
            assertThat(declared(writer ->
                            writer.visitMethod(flag, "m", "()V", null, null).visitEnd()))
                    .isNotEmpty();
        }
    }

    @Test
    void aForeignSuperclassOrNameIsRefused() {
        assertThat(texts(assemble(NAME, "java/lang/Thread", writer -> {}), NAME))
                .isNotEmpty();
        assertThat(texts(assemble("org/drools/core/X", "java/lang/Object", writer -> {}), "org/drools/core/X"))
                .isNotEmpty();
    }

    @Test
    void bytesThatAreNoClassFileAreRefused() {
        assertThat(texts(new byte[] {1, 2, 3}, NAME)).isNotEmpty();
    }

    @Test
    void theEnginesOwnCallsAreRefusedInAnAuthorsMethod() {
        assertThat(body(code -> code.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        "org/drools/modelcompiler/dsl/pattern/D",
                        "rule",
                        "(Ljava/lang/String;)Lorg/drools/model/impl/RuleBuilder;",
                        false)))
                .isNotEmpty();
    }

    private static List<String> body(Consumer<MethodVisitor> instructions) {
        return declared(writer -> {
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "run", "()V", null, null);
            code.visitCode();
            instructions.accept(code);
            code.visitInsn(Opcodes.RETURN);
            code.visitMaxs(9, 9);
            code.visitEnd();
        });
    }

    private static List<String> declared(Consumer<ClassWriter> members) {
        return texts(assemble(NAME, "java/lang/Object", members), NAME);
    }

    private static byte[] assemble(String name, String superName, Consumer<ClassWriter> members) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superName, null);
        members.accept(writer);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static List<String> texts(byte[] classFile, String name) {
        return SANDBOX.verifyTypes(Map.of(name.replace('/', '.'), classFile)).stream()
                .map(Finding::message)
                .toList();
    }
}

package dev.understudy.bench.fuzz.classes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Each kind of instruction, with each kind of owner, constant and bootstrap method. */
final class OddInstructions {
    private static final List<String> OWNERS = List.of(
            Assembly.X,
            "acme/rules/Absent",
            "java/lang/Object",
            "java/lang/Runtime",
            "java/lang/System",
            "java/lang/Thread",
            "java/lang/Class",
            "java/lang/String",
            "java/lang/ClassLoader",
            "java/lang/invoke/MethodHandles",
            "java/lang/invoke/MethodHandles$Lookup",
            "java/lang/reflect/Method",
            "java/io/File",
            "java/util/ServiceLoader",
            "java/util/ArrayList",
            "java/util/Currency",
            "java/lang/Enum",
            "jdk/internal/misc/Unsafe",
            "sun/misc/Unsafe",
            "org/drools/core/common/InternalWorkingMemory",
            "org/drools/model/Drools",
            "org/drools/modelcompiler/dsl/pattern/D",
            "org/kie/api/KieServices",
            "dev/understudy/sandbox/Meter",
            "dev/understudy/sandbox/Sandbox",
            "[Ljava/lang/Runtime;",
            "[[[I",
            "[I");
    private static final List<String> MEMBERS = List.of(
            "getClass",
            "clone",
            "finalize",
            "exit",
            "getRuntime",
            "hashCode",
            "<init>",
            "wait",
            "run",
            "values",
            "get");
    private static final List<String> DESCRIPTORS =
            List.of("()V", "()Ljava/lang/Object;", "()Ljava/lang/Class;", "()Ljava/lang/Runtime;", "()I", "(I)V");

    private OddInstructions() {}

    static List<ClassCase> all() {
        List<ClassCase> cases = new ArrayList<>();
        plain(cases);
        members(cases);
        types(cases);
        bootstraps(cases);
        constants(cases);
        return cases;
    }

    private static void add(List<ClassCase> cases, String name, Consumer<MethodVisitor> instructions) {
        cases.add(ClassCase.of(name, new Assembly(Assembly.X).body(instructions)));
    }

    private static void plain(List<ClassCase> cases) {
        for (int opcode = Opcodes.NOP; opcode <= Opcodes.MONITOREXIT; opcode++) {
            int each = opcode;
            // Those with operands come below; ASM writes the others as they are.
            boolean alone = opcode <= Opcodes.DCONST_1
                    || opcode >= Opcodes.IALOAD && opcode < Opcodes.ISTORE
                    || opcode >= Opcodes.IASTORE && opcode <= Opcodes.LXOR
                    || opcode >= Opcodes.I2L && opcode <= Opcodes.DCMPG
                    || opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN
                    || opcode == Opcodes.ARRAYLENGTH
                    || opcode == Opcodes.ATHROW
                    || opcode >= Opcodes.MONITORENTER;
            if (alone) {
                add(cases, "opcode " + opcode, code -> code.visitInsn(each));
            }
        }
        add(cases, "ret", code -> code.visitVarInsn(Opcodes.RET, 0));
        add(cases, "jsr", code -> {
            Label label = new Label();
            code.visitJumpInsn(Opcodes.JSR, label);
            code.visitLabel(label);
        });
        add(cases, "endless loop", code -> {
            Label label = new Label();
            code.visitLabel(label);
            code.visitJumpInsn(Opcodes.GOTO, label);
        });
    }

    private static void members(List<ClassCase> cases) {
        for (String owner : OWNERS) {
            for (String member : MEMBERS) {
                for (String descriptor : DESCRIPTORS) {
                    String name = owner + "." + member + descriptor;
                    for (int opcode = Opcodes.INVOKEVIRTUAL; opcode <= Opcodes.INVOKEINTERFACE; opcode++) {
                        int each = opcode;
                        boolean isInterface = opcode == Opcodes.INVOKEINTERFACE;
                        add(cases, opcode + " " + name, code -> {
                            code.visitInsn(Opcodes.ACONST_NULL);
                            code.visitMethodInsn(each, owner, member, descriptor, isInterface);
                        });
                    }
                }
            }
            for (int opcode = Opcodes.GETSTATIC; opcode <= Opcodes.PUTFIELD; opcode++) {
                int each = opcode;
                add(cases, opcode + " " + owner + ".f", code -> {
                    code.visitInsn(Opcodes.ACONST_NULL);
                    code.visitInsn(Opcodes.ACONST_NULL);
                    code.visitFieldInsn(each, owner, "f", "L" + owner + ";");
                });
            }
        }
    }

    private static void types(List<ClassCase> cases) {
        for (String owner : OWNERS) {
            for (int opcode : new int[] {Opcodes.NEW, Opcodes.ANEWARRAY, Opcodes.CHECKCAST, Opcodes.INSTANCEOF}) {
                add(cases, opcode + " " + owner, code -> {
                    code.visitInsn(opcode == Opcodes.ANEWARRAY ? Opcodes.ICONST_1 : Opcodes.ACONST_NULL);
                    code.visitTypeInsn(opcode, owner);
                });
            }
            add(cases, "class literal " + owner, code -> code.visitLdcInsn(Type.getObjectType(owner)));
            add(cases, "catch " + owner, code -> {
                Label start = new Label();
                Label end = new Label();
                code.visitTryCatchBlock(start, end, end, owner);
                code.visitLabel(start);
                code.visitInsn(Opcodes.NOP);
                code.visitLabel(end);
            });
        }
        for (int dimensions = 1; dimensions < 4; dimensions++) {
            int each = dimensions;
            add(cases, "new array of " + each, code -> {
                code.visitInsn(Opcodes.ICONST_1);
                code.visitInsn(Opcodes.ICONST_1);
                code.visitInsn(Opcodes.ICONST_1);
                code.visitMultiANewArrayInsn("[".repeat(each) + "Ljava/lang/String;", each);
            });
        }
    }

    private static void bootstraps(List<ClassCase> cases) {
        for (String owner : OWNERS) {
            if (owner.startsWith("[")) {
                continue;
            }
            handles(cases, owner);
            lambdas(cases, owner);
        }
        Handles.FOREIGN.forEach(foreign -> {
            add(cases, "foreign " + foreign, code -> code.visitInvokeDynamicInsn("x", "()I", foreign));
            add(
                    cases,
                    "computed by " + foreign,
                    code -> code.visitLdcInsn(
                            new ConstantDynamic("x", "I", foreign, Type.getObjectType("java/lang/Runtime"))));
        });
    }

    private static void handles(List<ClassCase> cases, String owner) {
        Type runnable = Type.getMethodType("()V");
        for (int tag = Opcodes.H_GETFIELD; tag <= Opcodes.H_INVOKEINTERFACE; tag++) {
            boolean field = tag <= Opcodes.H_PUTSTATIC;
            boolean making = tag == Opcodes.H_NEWINVOKESPECIAL;
            Handle handle = new Handle(
                    tag, owner, making ? "<init>" : "run", field ? "I" : "()V", tag == Opcodes.H_INVOKEINTERFACE);
            add(
                    cases,
                    "bootstrap " + handle,
                    code -> code.visitInvokeDynamicInsn("run", "()Ljava/lang/Runnable;", handle));
            add(
                    cases,
                    "lambda of " + handle,
                    code -> code.visitInvokeDynamicInsn(
                            "run", "()Ljava/lang/Runnable;", Handles.LAMBDA, runnable, handle, runnable));
            add(
                    cases,
                    "record of " + handle,
                    code -> code.visitInvokeDynamicInsn(
                            "toString",
                            "(L" + Assembly.X + ";)Ljava/lang/String;",
                            Handles.RECORD,
                            Type.getObjectType(Assembly.X),
                            "f",
                            handle));
            add(cases, "constant " + handle, code -> code.visitLdcInsn(handle));
        }
    }

    private static void lambdas(List<ClassCase> cases, String owner) {
        Type runnable = Type.getMethodType("()V");
        add(
                cases,
                "lambda as " + owner,
                code -> code.visitInvokeDynamicInsn(
                        "run", "()L" + owner + ";", Handles.LAMBDA, runnable, Handles.HARMLESS, runnable));
        add(
                cases,
                "lambda marked " + owner,
                code -> code.visitInvokeDynamicInsn(
                        "run",
                        "()Ljava/lang/Runnable;",
                        Handles.MARKED_LAMBDA,
                        runnable,
                        Handles.HARMLESS,
                        runnable,
                        2,
                        1,
                        Type.getObjectType(owner)));
    }

    private static void constants(List<ClassCase> cases) {
        add(cases, "method type", code -> code.visitLdcInsn(Type.getMethodType("(Ljava/lang/Runtime;)V")));
        add(
                cases,
                "constant in a lambda",
                code -> code.visitInvokeDynamicInsn(
                        "run",
                        "()Ljava/lang/Runnable;",
                        Handles.LAMBDA,
                        new ConstantDynamic("x", "Ljava/lang/invoke/MethodType;", Handles.FOREIGN.getFirst()),
                        Handles.HARMLESS,
                        Type.getMethodType("()V")));
        add(cases, "huge text", code -> code.visitLdcInsn("x".repeat(65_000)));
        add(cases, "huge table", code -> {
            Label[] labels = new Label[2_000];
            Label end = new Label();
            java.util.Arrays.fill(labels, end);
            code.visitInsn(Opcodes.ICONST_0);
            code.visitTableSwitchInsn(0, labels.length - 1, end, labels);
            code.visitLabel(end);
        });
    }
}

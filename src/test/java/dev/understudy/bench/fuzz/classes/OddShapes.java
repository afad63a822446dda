package dev.understudy.bench.fuzz.classes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Class files whose outline is odd: names, versions, flags, supertypes, members and attributes. */
final class OddShapes {
    private static final String X = Assembly.X;
    private static final String Y = "acme/rules/Y";
    private static final List<String> NAMES = List.of(
            "X",
            "java/lang/X",
            "java/util/List",
            "javax/x/X",
            "jdk/internal/X",
            "sun/misc/X",
            "com/sun/X",
            "org/drools/model/X",
            "org/kie/X",
            "dev/understudy/sandbox/X",
            "acme/rules/Rules00000000000000000000000000000000",
            "acme/rules/LambdaConsequence00000000000000000000000000000000",
            "acme/rules/package-info",
            "module-info",
            "acme/rules/a b",
            "acme/rules/é\u202E",
            "acme/rules/[X",
            "acme/rules/X;",
            "acme/rules/X.Y",
            "acme//X",
            "/acme/X",
            "acme/rules/<init>",
            "acme/rules/" + "x".repeat(3_000));
    private static final List<String> PARENTS = List.of(
            Y,
            X,
            "java/lang/Enum",
            "java/lang/Record",
            "java/lang/Exception",
            "java/lang/RuntimeException",
            "java/lang/Throwable",
            "java/lang/Error",
            "java/lang/Thread",
            "java/lang/ClassLoader",
            "java/lang/String",
            "java/lang/Number",
            "java/util/ArrayList",
            "java/util/HashMap",
            "java/math/BigDecimal",
            "jdk/internal/reflect/MagicAccessorImpl",
            "org/drools/model/Drools",
            "acme/rules/Absent");
    private static final List<String> INTERFACES = List.of(
            X,
            Y,
            "java/lang/Runnable",
            "java/lang/Comparable",
            "java/util/List",
            "java/util/Map$Entry",
            "java/lang/AutoCloseable",
            "java/lang/invoke/TypeDescriptor",
            "java/io/Externalizable",
            "java/io/Serializable",
            "java/lang/Cloneable",
            "java/lang/constant/ConstantDesc",
            "java/lang/annotation/Annotation",
            "java/util/concurrent/Callable",
            "org/drools/model/Drools",
            "org/kie/api/runtime/rule/AccumulateFunction",
            "org/drools/compiler/kie/builder/MaterializedLambda",
            "java/lang/Object");
    private static final List<String> METHODS = List.of(
            "finalize()V",
            "clone()Ljava/lang/Object;",
            "getClass()Ljava/lang/Class;",
            "notify()V",
            "readObject(Ljava/io/ObjectInputStream;)V",
            "writeReplace()Ljava/lang/Object;",
            "readResolve()Ljava/lang/Object;",
            "printStackTrace()V",
            "$SWITCH_TABLE$x()V",
            "rule_x()V",
            "equals(Ljava/lang/Object;)Z",
            "values()[Lacme/rules/X;");
    private static final List<String> FIELDS = List.of(
            "I",
            "[I",
            "Ljava/lang/String;",
            "Ljava/util/List;",
            "Ljava/lang/Runtime;",
            "[[[I",
            "Ljava/lang/Number;",
            "Lacme/rules/X;",
            "Ljava/lang/Object;",
            "Ljava/lang/Class;",
            "Ljava/util/Locale;");

    private OddShapes() {}

    static List<ClassCase> all() {
        List<ClassCase> cases = new ArrayList<>();
        NAMES.forEach(name -> cases.add(ClassCase.of("called " + name, new Assembly(name).constructor())));
        for (int version = Opcodes.V1_1 & 0xFFFF; version < 75; version++) {
            cases.add(ClassCase.of("version " + version, new Assembly(X).version(version)));
            cases.add(ClassCase.of("preview " + version, new Assembly(X).version(version | Opcodes.V_PREVIEW)));
        }
        for (int bit = 0; bit < 16; bit++) {
            int flag = 1 << bit;
            cases.add(ClassCase.of("flag " + flag, new Assembly(X).access(flag)));
            cases.add(ClassCase.of(
                    "interface with flag " + flag,
                    new Assembly(X).access(flag | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)));
            members(cases, flag);
        }
        supertypes(cases);
        attributes(cases);
        descriptors(cases);
        tries(cases);
        cases.addAll(Disguises.all());
        return cases;
    }

    private static void members(List<ClassCase> cases, int flag) {
        for (String method : METHODS) {
            int bracket = method.indexOf('(');
            boolean bare = (flag & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0;
            cases.add(ClassCase.of(
                    "method " + method + " " + flag,
                    new Assembly(X)
                            .access(Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT)
                            .with(to -> {
                                var code = to.visitMethod(
                                        flag, method.substring(0, bracket), method.substring(bracket), null, null);
                                if (!bare) {
                                    code.visitCode();
                                    code.visitInsn(Opcodes.ACONST_NULL);
                                    code.visitInsn(Opcodes.ATHROW);
                                    code.visitMaxs(1, 3);
                                }
                                code.visitEnd();
                            })));
        }
        for (String field : FIELDS) {
            for (int more : new int[] {0, Opcodes.ACC_STATIC, Opcodes.ACC_STATIC | Opcodes.ACC_FINAL}) {
                cases.add(ClassCase.of(
                        "field " + field + " " + (flag | more),
                        new Assembly(X)
                                .with(to -> to.visitField(flag | more, "f", field, null, null)
                                        .visitEnd())));
            }
        }
    }

    private static void supertypes(List<ClassCase> cases) {
        for (String parent : PARENTS) {
            Assembly other = new Assembly(Y).constructor();
            cases.add(ClassCase.of("extends " + parent, new Assembly(X).extending(parent), other));
            cases.add(ClassCase.of(
                    "circle with " + parent, new Assembly(X).extending(Y), new Assembly(Y).extending(parent)));
            cases.add(ClassCase.of(
                    "interface that extends " + parent,
                    new Assembly(X)
                            .access(Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)
                            .extending(parent)));
        }
        for (String each : INTERFACES) {
            cases.add(ClassCase.of("implements " + each, new Assembly(X).implementing(each), new Assembly(Y)));
            cases.add(ClassCase.of(
                    "interface of " + each,
                    new Assembly(X)
                            .access(Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT)
                            .implementing(each)
                            .method(Opcodes.ACC_STATIC, "<clinit>", "()V", code -> {
                                code.visitInsn(Opcodes.ICONST_0);
                                code.visitInsn(Opcodes.POP);
                            })));
        }
    }

    private static void attributes(List<ClassCase> cases) {
        String foreign = "java/lang/Runtime";
        cases.add(attribute("nest host", to -> to.visitNestHost(foreign)));
        cases.add(attribute("nest member", to -> to.visitNestMember(foreign)));
        cases.add(attribute("nest of the package", to -> to.visitNestHost("acme/rules/Absent")));
        cases.add(attribute("permitted", to -> to.visitPermittedSubclass(foreign)));
        cases.add(attribute("inner", to -> to.visitInnerClass(foreign, X, "R", Opcodes.ACC_PUBLIC)));
        cases.add(attribute("outer", to -> to.visitOuterClass(foreign, "exit", "(I)V")));
        cases.add(attribute(
                "record part",
                to -> to.visitRecordComponent("r", "Ljava/lang/Runtime;", null).visitEnd()));
        cases.add(attribute("annotation", to -> {
            AnnotationVisitor annotation = to.visitAnnotation("Ljava/lang/Runtime;", true);
            annotation.visitEnum("x", "Ljava/lang/Runtime;", "Y");
            annotation.visitEnd();
        }));
        cases.add(attribute(
                "internal annotation",
                to -> to.visitAnnotation("Ljdk/internal/vm/annotation/Hidden;", true)
                        .visitEnd()));
        cases.add(attribute("source", to -> to.visitSource("x".repeat(60_000), "SMAP\n")));
    }

    private static void descriptors(List<ClassCase> cases) {
        cases.add(ClassCase.of(
                "signature",
                new Assembly(X)
                        .with(to -> to.visitField(
                                        Opcodes.ACC_PUBLIC,
                                        "f",
                                        "Ljava/util/List;",
                                        "Ljava/util/List<Ljava/lang/Runtime;>;",
                                        null)
                                .visitEnd())));
        cases.add(ClassCase.of(
                "broken signature",
                new Assembly(X)
                        .with(to -> to.visitField(Opcodes.ACC_PUBLIC, "f", "Ljava/util/List;", "<<<", null)
                                .visitEnd())));
        for (String descriptor : List.of("", "L", "Ljava/lang/Runtime", "Q", "[", "V", "()V", "L;", "I;")) {
            cases.add(ClassCase.of(
                    "field described " + descriptor,
                    new Assembly(X)
                            .with(to -> to.visitField(Opcodes.ACC_PUBLIC, "f", descriptor, null, null)
                                    .visitEnd())));
            cases.add(ClassCase.of(
                    "static described " + descriptor,
                    new Assembly(X)
                            .with(to -> to.visitField(
                                            Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "f", descriptor, null, null)
                                    .visitEnd())));
            cases.add(ClassCase.of(
                    "call described " + descriptor,
                    new Assembly(X)
                            .body(code -> code.visitFieldInsn(
                                    Opcodes.GETSTATIC, X, "f", descriptor.isEmpty() ? "I" : descriptor))));
        }
    }

    private static ClassCase attribute(String name, java.util.function.Consumer<ClassWriter> attribute) {
        return ClassCase.of("attribute " + name, new Assembly(X).with(attribute));
    }

    private static void tries(List<ClassCase> cases) {
        for (@Nullable
        String caught :
                new @Nullable String[] {null, "java/lang/Exception", "java/lang/Throwable", "java/lang/Error"}) {
            cases.add(ClassCase.of("handler of " + caught + " that catches itself", new Assembly(X).body(code -> {
                        Label start = new Label();
                        Label end = new Label();
                        code.visitTryCatchBlock(start, end, start, caught);
                        code.visitLabel(start);
                        code.visitInsn(Opcodes.NOP);
                        code.visitLabel(end);
                    })));
        }
        cases.add(ClassCase.of("wide locals", new Assembly(X).with(to -> {
                    var code = to.visitMethod(Opcodes.ACC_STATIC, "wide", "()V", null, null);
                    code.visitCode();
                    code.visitInsn(Opcodes.ICONST_0);
                    code.visitVarInsn(Opcodes.ISTORE, 60_000);
                    code.visitIincInsn(60_000, 30_000);
                    code.visitInsn(Opcodes.RETURN);
                    code.visitMaxs(1, 60_001);
                    code.visitEnd();
                })));
    }
}

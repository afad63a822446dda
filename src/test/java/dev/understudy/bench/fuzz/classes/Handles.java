package dev.understudy.bench.fuzz.classes;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/** Bootstrap methods, those that the compiler uses and others of the platform. */
final class Handles {
    private static final String LOOKUP =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
    private static final String LOOKED_UP =
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";

    static final Handle LAMBDA = handle(
            "java/lang/invoke/LambdaMetafactory",
            "metafactory",
            LOOKUP + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                    + "Ljava/lang/invoke/CallSite;");
    static final Handle MARKED_LAMBDA = handle(
            "java/lang/invoke/LambdaMetafactory",
            "altMetafactory",
            LOOKUP + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;");
    static final Handle RECORD = handle(
            "java/lang/runtime/ObjectMethods",
            "bootstrap",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/TypeDescriptor;"
                    + "Ljava/lang/Class;Ljava/lang/String;[Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;");
    static final Handle HARMLESS = handle(Assembly.X, "run", "()V");
    static final List<Handle> FOREIGN = List.of(
            handle(
                    "java/lang/invoke/ConstantBootstraps",
                    "invoke",
                    LOOKED_UP + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;"),
            handle("java/lang/invoke/ConstantBootstraps", "nullConstant", LOOKED_UP + ")Ljava/lang/Object;"),
            handle(
                    "java/lang/invoke/ConstantBootstraps",
                    "getStaticFinal",
                    LOOKED_UP + "Ljava/lang/Class;)Ljava/lang/Object;"),
            handle("java/lang/invoke/MethodHandles", "classData", LOOKED_UP + ")Ljava/lang/Object;"),
            handle("java/lang/invoke/StringConcatFactory", "makeConcat", LOOKUP + ")Ljava/lang/invoke/CallSite;"),
            handle(
                    "java/lang/runtime/SwitchBootstraps",
                    "typeSwitch",
                    LOOKUP + "[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;"),
            handle("java/lang/Runtime", "getRuntime", "()Ljava/lang/Runtime;"),
            handle("java/lang/Class", "forName", "(Ljava/lang/String;)Ljava/lang/Class;"),
            new Handle(Opcodes.H_NEWINVOKESPECIAL, "java/lang/Thread", "<init>", "()V", false));

    private Handles() {}

    private static Handle handle(String owner, String name, String descriptor) {
        return new Handle(Opcodes.H_INVOKESTATIC, owner, name, descriptor, false);
    }
}

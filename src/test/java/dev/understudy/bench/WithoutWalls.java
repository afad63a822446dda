package dev.understudy.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The service's own classes without the sandbox's walls, to see what those cost. The product has no switch for it, so
 * the benchmark writes four of its classes anew: nothing is checked, verified or counted. The compiler still sees
 * the sandbox's view of Java, which is smaller than Java and so no dearer.
 */
final class WithoutWalls {
    /** Methods that shall do nothing, by class; what they give is the parameter so numbered, or an empty list, or nothing. */
    private static final Map<String, Map<String, Gives>> EMPTIED = Map.of(
            "dev/understudy/sandbox/Sandbox",
            Map.of(
                    "verifyTypes", Gives.EMPTY_LIST,
                    "verifyRules", Gives.EMPTY_LIST,
                    "meteredTypes", Gives.FIRST_PARAMETER,
                    "meteredRules", Gives.FIRST_PARAMETER),
            "dev/understudy/engine/drl/OfferChecks",
            Map.of("check", Gives.NOTHING),
            "dev/understudy/engine/run/EngineSteps",
            Map.of("count", Gives.NOTHING));

    private enum Gives {
        NOTHING,
        EMPTY_LIST,
        FIRST_PARAMETER
    }

    private WithoutWalls() {}

    /** Writes the classes into a folder that is to come first on a class path. */
    static Path classes(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> each : rewritten().entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, each.getValue());
        }
        return folder;
    }

    /** Copies a packaged service, and writes the classes into the copy when {@code walls} is false. */
    static Path packaged(Path service, Path copy, boolean walls) throws IOException {
        try (Stream<Path> files = Files.walk(service)) {
            for (Path each : files.toList()) {
                Path to = copy.resolve(service.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(each, to);
                }
            }
        }
        if (!walls) {
            try (Stream<Path> jars = Files.list(copy.resolve("app"))) {
                Path jar = jars.filter(each -> each.toString().endsWith(".jar"))
                        .findAny()
                        .orElseThrow(() -> new IOException(copy + " holds no service."));
                replace(jar);
            }
        }
        return copy;
    }

    private static void replace(Path jar) throws IOException {
        try (FileSystem inside = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            for (Map.Entry<String, byte[]> each : rewritten().entrySet()) {
                Path file = inside.getPath(each.getKey());
                if (!Files.exists(file)) {
                    throw new IOException(jar + " has no " + each.getKey());
                }
                Files.write(file, each.getValue());
            }
        }
    }

    private static Map<String, byte[]> rewritten() throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (Map.Entry<String, Map<String, Gives>> each : EMPTIED.entrySet()) {
            String file = each.getKey() + ".class";
            try (InputStream in = WithoutWalls.class.getClassLoader().getResourceAsStream(file)) {
                if (in == null) {
                    throw new IOException(file + " is missing.");
                }
                classes.put(file, rewrite(in.readAllBytes(), each.getValue()));
            }
        }
        return classes;
    }

    private static byte[] rewrite(byte[] classFile, Map<String, Gives> methods) {
        int[] found = {0};
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
                                Gives gives = methods.get(name);
                                if (gives == null) {
                                    return next;
                                }
                                found[0]++;
                                write(next, access, descriptor, gives);
                                return null;
                            }
                        },
                        0);
        if (found[0] != methods.size()) {
            throw new IllegalStateException("The walls are not where they were: " + methods.keySet());
        }
        return writer.toByteArray();
    }

    private static void write(MethodVisitor method, int access, String descriptor, Gives gives) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        Consumer<MethodVisitor> value = switch (gives) {
            case NOTHING -> none -> {};
            case EMPTY_LIST ->
                to -> to.visitMethodInsn(
                        Opcodes.INVOKESTATIC,
                        Type.getInternalName(List.class),
                        "of",
                        "()" + Type.getDescriptor(List.class),
                        true);
            case FIRST_PARAMETER -> to -> to.visitVarInsn(Opcodes.ALOAD, isStatic ? 0 : 1);
        };
        method.visitCode();
        value.accept(method);
        method.visitInsn(gives == Gives.NOTHING ? Opcodes.RETURN : Opcodes.ARETURN);
        method.visitMaxs(1, (Type.getArgumentsAndReturnSizes(descriptor) >> 2) + 1);
        method.visitEnd();
    }
}

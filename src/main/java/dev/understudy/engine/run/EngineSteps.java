package dev.understudy.engine.run;

import dev.understudy.sandbox.Meter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.drools.core.common.TupleSets;
import org.drools.core.reteoo.Sink;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has the engine's own loops count as steps: joins, {@code not}, {@code exists}, {@code accumulate}, and rules that
 * wake one another. All of them make or pass on tuples, so two classes of Drools are loaded with a call in them. They
 * have to be loaded here first, before any session is made.
 *
 * <p>They call through a field that holds a {@link Runnable}: under test, Drools lives in a class loader that does not
 * see this service's classes.
 */
public final class EngineSteps {
    private static final String TUPLE = "org/drools/core/reteoo/TupleImpl";
    private static final String TUPLE_SETS = "org/drools/core/common/TupleSetsImpl";
    private static final Set<String> STAGING = Set.of("addInsert", "addUpdate", "addDelete", "addNormalizedDelete");
    private static final String FIELD = "understudyStep";
    private static final String METHOD = "understudyCount";
    private static final String RUNNABLE = "Ljava/lang/Runnable;";

    private static final AtomicBoolean COUNTED = new AtomicBoolean();

    private EngineSteps() {}

    /**
     * Makes it so; again and again does no harm.
     *
     * @throws IllegalStateException if Drools was used before, or is not as it was
     */
    public static synchronized void count() {
        if (COUNTED.get()) {
            return;
        }
        try {
            Class<?> tuple = define(Sink.class, TUPLE, "<init>");
            Class<?> tupleSets = define(TupleSets.class, TUPLE_SETS, STAGING.toArray(String[]::new));
            for (Class<?> each : List.of(tuple, tupleSets)) {
                each.getField(FIELD).set(null, (Runnable) Meter::engineStep);
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                    "The rule engine's loops can't be counted, so rules could run for ever: " + e, e);
        }
        COUNTED.set(true);
    }

    private static Class<?> define(Class<?> neighbour, String name, String... methods)
            throws IllegalAccessException, ClassNotFoundException {
        byte[] counting = counting(neighbour.getClassLoader(), name, Set.of(methods));
        try {
            return MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup())
                    .defineClass(counting);
        } catch (LinkageError loadedBefore) {
            // By an earlier start of the service in the same process, as tests do it; count() finds out.
            return Class.forName(name.replace('/', '.'), true, neighbour.getClassLoader());
        }
    }

    private static byte[] counting(ClassLoader loader, String name, Set<String> methods) {
        ClassReader reader;
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            if (in == null) {
                throw new IllegalStateException("The rule engine has no " + name + ".");
            }
            reader = new ClassReader(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ClassWriter writer = new ClassWriter(reader, 0);
        Counting counting = new Counting(writer, methods);
        reader.accept(counting, 0);
        if (!counting.found.containsAll(methods)) {
            throw new IllegalStateException("The rule engine's " + name + " is not as it was.");
        }
        return writer.toByteArray();
    }

    /** Adds the calls. */
    private static final class Counting extends ClassVisitor {
        private final Set<String> methods;
        private final Set<String> found = new java.util.HashSet<>();

        Counting(ClassVisitor next, Set<String> methods) {
            super(Opcodes.ASM9, next);
            this.methods = methods;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!methods.contains(name)) {
                return next;
            }
            found.add(name);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitInsn(int opcode) {
                    if (opcode == Opcodes.RETURN || opcode == Opcodes.IRETURN) {
                        super.visitMethodInsn(Opcodes.INVOKESTATIC, TUPLE, METHOD, "()V", false);
                    }
                    super.visitInsn(opcode);
                }
            };
        }

        @Override
        public void visitEnd() {
            super.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, FIELD, RUNNABLE, null, null);
            MethodVisitor method =
                    super.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, METHOD, "()V", null, null);
            method.visitCode();
            Label unset = new Label();
            method.visitFieldInsn(Opcodes.GETSTATIC, TUPLE, FIELD, RUNNABLE);
            method.visitVarInsn(Opcodes.ASTORE, 0);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitJumpInsn(Opcodes.IFNULL, unset);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
            method.visitLabel(unset);
            method.visitFrame(Opcodes.F_APPEND, 1, new Object[] {"java/lang/Runnable"}, 0, null);
            method.visitInsn(Opcodes.RETURN);
            method.visitMaxs(1, 1);
            method.visitEnd();
            super.visitEnd();
        }
    }
}

package dev.understudy.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The outline of a class file.
 *
 * @param name binary name with slashes
 * @param access its flags
 * @param superName nothing for Object
 * @param interfaces what it implements
 * @param methods name and descriptor to flags
 * @param fields name to flags
 */
record ClassShape(
        String name,
        int access,
        @Nullable String superName,
        List<String> interfaces,
        Map<String, Integer> methods,
        Map<String, Integer> fields) {
    static ClassShape of(byte[] bytes) {
        Outline outline = new Outline();
        new ClassReader(bytes)
                .accept(outline, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassShape(
                outline.name, outline.access, outline.superName, outline.interfaces, outline.methods, outline.fields);
    }

    boolean isEnum() {
        return (access & Opcodes.ACC_ENUM) != 0;
    }

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    /** Whether it declares a method of this name with these parameters, whatever it returns. */
    boolean declaresMethod(String method, String descriptor) {
        String start = method + descriptor.substring(0, descriptor.indexOf(')') + 1);
        return methods.containsKey(method + descriptor)
                || methods.keySet().stream().anyMatch(each -> each.startsWith(start));
    }

    private static final class Outline extends ClassVisitor {
        private String name = "";
        private int access;
        private @Nullable String superName;
        private List<String> interfaces = List.of();
        private final Map<String, Integer> methods = new HashMap<>();
        private final Map<String, Integer> fields = new HashMap<>();

        Outline() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int flags,
                String className,
                @Nullable String signature,
                @Nullable String superClass,
                String @Nullable [] implemented) {
            name = className;
            access = flags;
            superName = superClass;
            interfaces = implemented == null ? List.of() : List.of(implemented);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int flags,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            methods.put(method + descriptor, flags);
            return null;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int flags, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            fields.put(field, flags);
            return null;
        }
    }
}

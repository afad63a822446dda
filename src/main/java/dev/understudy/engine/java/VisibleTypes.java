package dev.understudy.engine.java;

import dev.understudy.sandbox.Sandbox;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileReader;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the platform that the Java compiler sees when it compiles rules: what the sandbox offers of them.
 * Thread-safe; class files are read once and kept.
 */
final class VisibleTypes {
    private static final int MOST_MISSES = 20_000;

    private final Sandbox sandbox;
    private final Map<String, ClassFileReader> found = new ConcurrentHashMap<>();
    private final Map<String, Boolean> missing = new ConcurrentHashMap<>();

    VisibleTypes(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /**
     * The class file of a type.
     *
     * @param path its binary name with slashes
     */
    Optional<ClassFileReader> find(String path) {
        ClassFileReader known = found.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        if (missing.containsKey(path)) {
            return Optional.empty();
        }
        ClassFileReader read = read(path);
        if (read == null) {
            if (missing.size() < MOST_MISSES) {
                missing.put(path, true);
            }
            return Optional.empty();
        }
        found.put(path, read);
        return Optional.of(read);
    }

    private @Nullable ClassFileReader read(String path) {
        byte[] stub = sandbox.stub(path).orElse(null);
        try {
            return stub == null ? null : new ClassFileReader(stub, (path + ".class").toCharArray(), true);
        } catch (ClassFormatException e) {
            throw new IllegalStateException("A class of the platform can't be read: " + path, e);
        }
    }
}

package dev.understudy.engine.java;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFileReader;
import org.eclipse.jdt.internal.compiler.classfmt.ClassFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the platform that the Java compiler sees when it compiles rules. This is the seam at which the
 * sandbox narrows the view. Thread-safe; class files are read once and kept.
 */
public final class VisibleTypes {
    private static final int MOST_MISSES = 20_000;

    private final ClassLoader platform;
    private final Map<String, ClassFileReader> found = new ConcurrentHashMap<>();
    private final Map<String, Boolean> missing = new ConcurrentHashMap<>();

    /** Sees all that {@code platform} sees. */
    public VisibleTypes(ClassLoader platform) {
        this.platform = platform;
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
        try (InputStream in = platform.getResourceAsStream(path + ".class")) {
            return in == null ? null : new ClassFileReader(in.readAllBytes(), (path + ".class").toCharArray(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassFormatException e) {
            throw new IllegalStateException("A class of the platform can't be read: " + path, e);
        }
    }
}

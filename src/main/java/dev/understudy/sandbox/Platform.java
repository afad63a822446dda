package dev.understudy.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The classes that really are there. Thread-safe; outlines are read once. */
final class Platform {
    private static final String OBJECT = "java/lang/Object";
    private static final int MOST_KNOWN = 20_000;

    private final ClassLoader loader;
    private final Map<String, Optional<ClassShape>> shapes = new ConcurrentHashMap<>();
    private final Map<String, List<ClassShape>> lines = new ConcurrentHashMap<>();

    Platform(ClassLoader loader) {
        this.loader = loader;
    }

    ClassLoader loader() {
        return loader;
    }

    Optional<byte[]> classFile(String name) {
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ClassShape> shape(String name) {
        Optional<ClassShape> known = shapes.get(name);
        if (known != null) {
            return known;
        }
        Optional<ClassShape> read = classFile(name).map(ClassShape::of);
        if (shapes.size() < MOST_KNOWN) {
            shapes.put(name, read);
        }
        return read;
    }

    /** A class and all that it extends and implements, nearest first; an interface ends in Object too. */
    List<ClassShape> line(String name) {
        List<ClassShape> known = lines.get(name);
        if (known != null) {
            return known;
        }
        List<ClassShape> line = walk(name);
        if (lines.size() < MOST_KNOWN) {
            lines.put(name, line);
        }
        return line;
    }

    private List<ClassShape> walk(String name) {
        Set<ClassShape> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            shape(open.poll()).filter(seen::add).ifPresent(shape -> {
                if (shape.superName() != null && !shape.superName().equals(OBJECT)) {
                    open.add(shape.superName());
                }
                open.addAll(shape.interfaces());
            });
        }
        if (!seen.isEmpty()) {
            shape(OBJECT).ifPresent(seen::add);
        }
        return List.copyOf(seen);
    }
}

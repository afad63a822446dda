package dev.understudy.engine.build;

import java.util.Map;

/**
 * The classes of one compiled piece.
 *
 * @param modelName binary name of the class that is its {@code org.drools.model.Model}; empty for types and functions
 * @param classes binary name with dots to class file
 */
public record UnitClasses(String modelName, Map<String, byte[]> classes) {
    /** Keeps its own copy of the map. */
    public UnitClasses {
        classes = Map.copyOf(classes);
    }

    /** The size of the class files in bytes. */
    public long bytes() {
        return classes.values().stream().mapToLong(bytes -> bytes.length).sum();
    }
}

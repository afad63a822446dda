package dev.understudy.engine.java;

import java.util.List;
import java.util.Map;

/**
 * What came of compiling.
 *
 * @param classesBySource by path of source, its classes: binary name with dots to class file
 * @param faults empty when all compiled
 */
public record JavaOutput(Map<String, Map<String, byte[]>> classesBySource, List<JavaFault> faults) {
    /** Whether all compiled. */
    public boolean succeeded() {
        return faults.isEmpty();
    }
}

package dev.understudy.bench.fuzz.classes;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Class files to verify together.
 *
 * @param name what is odd about them
 * @param classes by binary name with dots
 */
record ClassCase(String name, Map<String, byte[]> classes) {
    static ClassCase of(String name, Assembly... assemblies) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (Assembly each : assemblies) {
            classes.put(each.name().replace('/', '.'), each.bytes());
        }
        return new ClassCase(name, classes);
    }
}

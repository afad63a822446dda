package dev.understudy.engine.drl;

import dev.understudy.engine.java.JavaFault;
import dev.understudy.engine.java.JavaSource;
import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Java of a ruleset's types and functions, which all of its rules build on. */
public final class BaseSources {
    private final Map<String, MappedSource> byPath = new HashMap<>();

    private BaseSources() {}

    /** Writes all types and functions. */
    public static BaseSources of(List<RulePackage> packages, DeclaredTypes types) {
        BaseSources sources = new BaseSources();
        TypeSourceWriter writer = new TypeSourceWriter(types);
        Map<String, RulePackage> byName = new HashMap<>();
        packages.forEach(each -> byName.put(each.name(), each));
        for (DeclaredTypes.Type type : types.all()) {
            RulePackage owner = byName.get(type.packageName());
            if (owner != null) {
                sources.add(writer.write(type, owner));
            }
        }
        for (RulePackage each : packages) {
            if (!each.functions().isEmpty()) {
                sources.add(writer.writeFunctions(each));
            }
        }
        return sources;
    }

    private void add(MappedSource source) {
        byPath.put(source.source().path(), source);
    }

    /** The Java, sorted by path. */
    public List<JavaSource> java() {
        return byPath.values().stream()
                .map(MappedSource::source)
                .sorted(Comparator.comparing(JavaSource::path))
                .toList();
    }

    /** What the Java compiler says, at the places in the DRL. */
    public List<Diagnostic> diagnostics(List<JavaFault> faults) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        Set<String> told = new HashSet<>();
        List<JavaFault> inOrder = faults.stream()
                .filter(fault -> !fault.message().contains("refers to the missing type"))
                .sorted(Comparator.comparing(JavaFault::path).thenComparingInt(JavaFault::offset))
                .toList();
        for (JavaFault fault : inOrder) {
            MappedSource source = byPath.get(fault.path());
            // One unknown type makes the field, its accessors and the constructor fail; the field comes first.
            if (source != null && (source.isVerbatim(fault) || told.add(fault.path() + fault.message()))) {
                diagnostics.add(source.diagnostic(fault));
            }
        }
        return diagnostics.stream().distinct().toList();
    }
}

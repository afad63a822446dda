package dev.understudy.engine.drl;

import dev.understudy.engine.java.JavaFault;
import dev.understudy.engine.java.JavaSource;
import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        for (JavaFault fault : faults) {
            MappedSource source = byPath.get(fault.path());
            if (source != null) {
                diagnostics.add(source.diagnostic(fault));
            }
        }
        return diagnostics.stream().distinct().toList();
    }
}

package dev.understudy.engine.build;

import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.java.JavaFault;
import dev.understudy.engine.java.JavaOutput;
import dev.understudy.engine.java.JavaSource;
import dev.understudy.engine.java.RuleJavaCompiler;
import dev.understudy.ruleset.Diagnostic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compiles units of rules: DRL to Java by Drools, Java to classes by the Eclipse compiler. */
final class UnitCompiler {
    /** Longer than a build may take. */
    private static final AccessorGate GATE = new AccessorGate(90_000);

    /** What misses a generated class misses it because of another fault. */
    private static final Pattern GENERATED = Pattern.compile("^(Rules|DomainClassesMetadata|Lambda\\w+?)[0-9A-F]{32}");

    private final RuleJavaCompiler java;

    UnitCompiler(RuleJavaCompiler java) {
        this.java = java;
    }

    /** What came of a unit: classes, or what is wrong. */
    sealed interface Result {
        record Compiled(UnitClasses classes) implements Result {}

        record Faulty(List<Diagnostic> faults) implements Result {}
    }

    /**
     * Compiles units together, which spares the Java compiler from looking at the same types again and again.
     *
     * @param units the rules
     * @param base their types and functions
     * @return by unit, what came of it
     */
    Map<ContentKey, Result> compile(List<RuleUnit> units, BaseClasses base) {
        Map<ContentKey, Result> results = new HashMap<>();
        List<Draft> drafts = new ArrayList<>();
        Map<String, JavaSource> sources = new LinkedHashMap<>();
        for (RuleUnit unit : units) {
            ModelWriter.Written written = write(unit, base);
            if (!written.faults().isEmpty()) {
                results.put(unit.key(), new Result.Faulty(blame(unit, base, written.faults())));
                continue;
            }
            drafts.add(new Draft(unit, written));
            // Equal conditions of two units become the same class, named by its content.
            written.sources().forEach(source -> sources.putIfAbsent(source.path(), source));
        }
        if (drafts.isEmpty()) {
            return results;
        }
        JavaOutput output = java.compileRules(List.copyOf(sources.values()), base.classes());
        Set<String> faulty = output.faults().stream().map(JavaFault::path).collect(Collectors.toSet());
        for (Draft draft : drafts) {
            boolean clean = draft.written().sources().stream().noneMatch(source -> faulty.contains(source.path()));
            results.put(
                    draft.unit().key(),
                    clean
                            ? new Result.Compiled(draft.classes(output))
                            : new Result.Faulty(blame(draft.unit(), base, draft.places(output.faults()))));
        }
        return results;
    }

    private record Draft(RuleUnit unit, ModelWriter.Written written) {
        UnitClasses classes(JavaOutput output) {
            Map<String, byte[]> classes = new HashMap<>();
            for (JavaSource source : written.sources()) {
                classes.putAll(output.classesBySource().getOrDefault(source.path(), Map.of()));
            }
            return new UnitClasses(written.modelName(), classes);
        }

        List<Diagnostic> places(List<JavaFault> faults) {
            Map<String, String> texts = new HashMap<>();
            written.sources().forEach(source -> texts.put(source.path(), source.text()));
            List<JavaFault> mine = faults.stream()
                    .filter(fault -> texts.containsKey(fault.path()))
                    .toList();
            List<JavaFault> causes = mine.stream()
                    .filter(fault -> !GENERATED.matcher(fault.message()).find())
                    .toList();
            return (causes.isEmpty() ? mine : causes)
                    .stream()
                            .map(fault -> RuleFaults.ofJava(unit.rules(), fault, texts.getOrDefault(fault.path(), "")))
                            .distinct()
                            .toList();
        }
    }

    /** Tries each rule alone, so that every fault is laid at the door of the rule that has it. */
    private List<Diagnostic> blame(RuleUnit unit, BaseClasses base, List<Diagnostic> together) {
        if (unit.rules().size() == 1 || unit.isJoined()) {
            return together;
        }
        List<Diagnostic> faults = new ArrayList<>();
        for (PlacedRule rule : unit.rules()) {
            faults.addAll(faultsOf(new RuleUnit(unit.owner(), List.of(rule), unit.key()), base));
        }
        return faults.isEmpty() ? together : faults;
    }

    private List<Diagnostic> faultsOf(RuleUnit single, BaseClasses base) {
        ModelWriter.Written written = write(single, base);
        if (!written.faults().isEmpty()) {
            return written.faults();
        }
        return new Draft(single, written)
                .places(java.compileRules(written.sources(), base.classes()).faults());
    }

    private static ModelWriter.Written write(RuleUnit unit, BaseClasses base) {
        try {
            return GATE.with(base.loader(), () -> ModelWriter.write(unit, base.loader()));
        } catch (RuntimeException | StackOverflowError | LinkageError crash) {
            return new ModelWriter.Written(
                    "", List.of(), List.of(RuleFaults.ofCrash(unit.rules().getFirst(), crash)));
        }
    }
}

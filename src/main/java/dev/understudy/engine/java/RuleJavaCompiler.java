package dev.understudy.engine.java;

import dev.understudy.sandbox.Finding;
import dev.understudy.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.compiler.CategorizedProblem;
import org.eclipse.jdt.core.compiler.CharOperation;
import org.eclipse.jdt.internal.compiler.ClassFile;
import org.eclipse.jdt.internal.compiler.CompilationResult;
import org.eclipse.jdt.internal.compiler.Compiler;
import org.eclipse.jdt.internal.compiler.DefaultErrorHandlingPolicies;
import org.eclipse.jdt.internal.compiler.env.ICompilationUnit;
import org.eclipse.jdt.internal.compiler.impl.CompilerOptions;
import org.eclipse.jdt.internal.compiler.lookup.LookupEnvironment;
import org.eclipse.jdt.internal.compiler.lookup.ModuleBinding;
import org.eclipse.jdt.internal.compiler.problem.DefaultProblemFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compiles generated Java with the Eclipse compiler, in memory. Every class of every ruleset comes out of here.
 * Thread-safe.
 */
public final class RuleJavaCompiler {
    private static final String LEVEL = "17";
    private static final String CRASHED = "Internal compiler error";
    private static final String GIVES_UP = "The Java compiler gives up on this code; simplify it.";

    private final Sandbox sandbox;
    private final VisibleTypes visible;

    /** Compiles against what the sandbox offers, and verifies what comes of it. */
    public RuleJavaCompiler(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.visible = new VisibleTypes(sandbox);
    }

    /**
     * Compiles the types and functions of a ruleset.
     *
     * @param sources all of them
     */
    public JavaOutput compileTypes(List<JavaSource> sources) {
        return compile(sources, Map.of(), sandbox::verifyTypes);
    }

    /**
     * Compiles what was generated of rules.
     *
     * @param sources what to compile
     * @param types the ruleset's types and functions, compiled before, by binary name with dots
     */
    public JavaOutput compileRules(List<JavaSource> sources, Map<String, byte[]> types) {
        return compile(sources, types, classes -> sandbox.verifyRules(classes, types));
    }

    private JavaOutput compile(
            List<JavaSource> sources, Map<String, byte[]> own, Function<Map<String, byte[]>, List<Finding>> verifier) {
        Map<String, Map<String, byte[]>> classes = new LinkedHashMap<>();
        List<JavaFault> faults = new ArrayList<>();
        Map<String, JavaSource> byPath = new HashMap<>();
        sources.forEach(source -> byPath.put(source.path(), source));
        Set<String> names = sources.stream().map(JavaSource::mainType).collect(Collectors.toSet());
        Compiler compiler = new Compiler(
                new TypeLookup(visible, own, names),
                DefaultErrorHandlingPolicies.proceedWithAllProblems(),
                options(),
                result -> collect(result, byPath, classes, faults),
                new DefaultProblemFactory(Locale.ENGLISH));
        compiler.useSingleThread = true;
        try {
            compiler.compile(sources.stream().map(Unit::new).toArray(ICompilationUnit[]::new));
        } catch (StackOverflowError | RuntimeException crash) {
            // Rules can be tried one by one, so each that was not come to is a suspect; types can't.
            if (!own.isEmpty() || faults.isEmpty()) {
                faults.addAll(givenUp(sources, classes.keySet(), faults));
            }
        }
        Map<String, byte[]> all = new LinkedHashMap<>();
        classes.values().forEach(some -> {
            some.replaceAll((name, bytes) -> sandbox.trimmed(bytes));
            all.putAll(some);
        });
        // Of rules some units may be faulty, and the others are kept: so those are verified in any case.
        if (!all.isEmpty()) {
            verifier.apply(all).forEach(finding -> faults.add(FindingPlaces.fault(finding, byPath)));
        }
        return new JavaOutput(classes, faults);
    }

    /** A fault of each file that it did not come to. */
    private static List<JavaFault> givenUp(List<JavaSource> sources, Set<String> done, List<JavaFault> faults) {
        Set<String> told = faults.stream().map(JavaFault::path).collect(Collectors.toSet());
        return sources.stream()
                .map(JavaSource::path)
                .filter(each -> !done.contains(each) && !told.contains(each))
                .map(each -> new JavaFault(each, 1, 1, "", 0, GIVES_UP))
                .toList();
    }

    private static CompilerOptions options() {
        Map<String, String> map = new HashMap<>();
        map.put(CompilerOptions.OPTION_Source, LEVEL);
        map.put(CompilerOptions.OPTION_TargetPlatform, LEVEL);
        map.put(CompilerOptions.OPTION_Compliance, LEVEL);
        map.put(CompilerOptions.OPTION_Process_Annotations, CompilerOptions.DISABLED);
        map.put(CompilerOptions.OPTION_LocalVariableAttribute, CompilerOptions.DO_NOT_GENERATE);
        map.put(CompilerOptions.OPTION_LineNumberAttribute, CompilerOptions.DO_NOT_GENERATE);
        map.put(CompilerOptions.OPTION_SourceFileAttribute, CompilerOptions.DO_NOT_GENERATE);
        map.put(CompilerOptions.OPTION_MethodParametersAttribute, CompilerOptions.DO_NOT_GENERATE);
        // With plain StringBuilder calls a budget can see how long a text grows.
        map.put(CompilerOptions.OPTION_UseStringConcatFactory, CompilerOptions.DISABLED);
        CompilerOptions options = new CompilerOptions(map);
        options.suppressWarnings = true;
        return options;
    }

    private static void collect(
            CompilationResult result,
            Map<String, JavaSource> byPath,
            Map<String, Map<String, byte[]>> classes,
            List<JavaFault> faults) {
        String path = new String(result.getFileName());
        CategorizedProblem[] problems = result.getErrors();
        if (problems != null) {
            Arrays.stream(problems)
                    .map(problem -> fault(path, byPath.get(path), problem))
                    .forEach(faults::add);
            return;
        }
        Map<String, byte[]> compiled = classes.computeIfAbsent(path, key -> new LinkedHashMap<>());
        for (ClassFile file : result.getClassFiles()) {
            compiled.put(CharOperation.toString(file.getCompoundName()), file.getBytes());
        }
    }

    private static JavaFault fault(String path, @Nullable JavaSource source, CategorizedProblem problem) {
        String text = source == null ? "" : source.text();
        int start = Math.max(0, Math.min(problem.getSourceStart(), text.length()));
        int end = Math.max(start, Math.min(problem.getSourceEnd() + 1, text.length()));
        int lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        return new JavaFault(
                path,
                problem.getSourceLineNumber(),
                start - lineStart + 1,
                text.substring(start, end),
                start,
                problem.getMessage().startsWith(CRASHED) ? GIVES_UP : problem.getMessage());
    }

    private record Unit(JavaSource source) implements ICompilationUnit {
        @Override
        public char[] getContents() {
            return source.text().toCharArray();
        }

        @Override
        public char[] getMainTypeName() {
            String type = source.mainType();
            return type.substring(type.lastIndexOf('/') + 1).toCharArray();
        }

        @Override
        public char[][] getPackageName() {
            String type = source.mainType();
            int slash = type.lastIndexOf('/');
            return slash < 0
                    ? CharOperation.NO_CHAR_CHAR
                    : CharOperation.splitOn('/', type.substring(0, slash).toCharArray());
        }

        @Override
        public char[] getFileName() {
            return source.path().toCharArray();
        }

        @Override
        public char[] getModuleName() {
            return ModuleBinding.UNNAMED;
        }

        @Override
        public ModuleBinding module(LookupEnvironment environment) {
            return environment.getModule(ModuleBinding.UNNAMED);
        }

        @Override
        public boolean ignoreOptionalProblems() {
            return true;
        }
    }
}

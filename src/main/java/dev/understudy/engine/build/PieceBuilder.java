package dev.understudy.engine.build;

import dev.understudy.engine.drl.BaseSources;
import dev.understudy.engine.drl.DeclaredTypes;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.engine.java.JavaOutput;
import dev.understudy.engine.java.JavaSource;
import dev.understudy.engine.java.RuleJavaCompiler;
import dev.understudy.engine.run.Causes;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.sandbox.Sandbox;
import dev.understudy.sandbox.Stopped;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drools.model.Model;
import org.jboss.logging.Logger;

/**
 * Makes the classes of a ruleset: takes what is loaded already, reads what was compiled before, and compiles only the
 * rest. Thread-safe.
 */
public final class PieceBuilder {
    private static final Logger LOG = Logger.getLogger(PieceBuilder.class);

    private final Sandbox sandbox;
    private final RuleJavaCompiler java;
    private final UnitCompiler compiler;
    private final ClassStore store;
    private final BuildLimits most;
    private final MachineShare share;
    private final PieceCache<BaseClasses> bases = new PieceCache<>(BaseClasses::loader);
    private final PieceCache<LoadedUnit> units = new PieceCache<>(LoadedUnit::loader);

    /**
     * @param sandbox what rules are linked to
     * @param java compiles
     * @param store keeps what was compiled
     */
    public PieceBuilder(Sandbox sandbox, RuleJavaCompiler java, ClassStore store) {
        this(
                sandbox,
                java,
                store,
                BuildLimits.USUAL,
                new MachineShare(Runtime.getRuntime().availableProcessors()));
    }

    private PieceBuilder(
            Sandbox sandbox, RuleJavaCompiler java, ClassStore store, BuildLimits most, MachineShare share) {
        this.sandbox = sandbox;
        this.java = java;
        this.compiler = new UnitCompiler(java);
        this.store = store;
        this.most = most;
        this.share = share;
    }

    /** The same with these limits to a ruleset's classes. */
    public PieceBuilder within(BuildLimits limits) {
        return new PieceBuilder(sandbox, java, store, limits, share);
    }

    /** Makes the same classes in another sandbox, and keeps them in the same store. */
    public PieceBuilder in(Sandbox other) {
        return new PieceBuilder(other, new RuleJavaCompiler(other), store, most, share);
    }

    record LoadedUnit(String modelName, RuleClassLoader loader, int classes, long bytes) {
        /** Runs the code of the rules that makes them, once for all decisions. */
        Model newModel() throws InvocationTargetException {
            LoadBudget budget = LoadBudget.begin();
            try {
                loader.initialize();
                return (Model)
                        loader.loadClass(modelName).getDeclaredConstructor().newInstance();
            } catch (InvocationTargetException rule) {
                throw rule;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A compiled unit has no model: " + modelName, e);
            } finally {
                budget.end();
            }
        }
    }

    /** What came of making a ruleset's classes. */
    public sealed interface Result {
        /**
         * All is here.
         *
         * @param types holds the declared types
         * @param models one for each unit
         * @param classBytes the size of the class files that it does not share with a ruleset that was there before
         * @param compiledUnits how many units had to be compiled; 0 when all was known
         */
        record Made(ClassLoader types, List<Model> models, long classBytes, int compiledUnits) implements Result {}

        /**
         * Something is wrong.
         *
         * @param faults what
         */
        record Faulty(List<Diagnostic> faults) implements Result {}
    }

    /** Makes the classes. */
    public Result make(String name, List<RulePackage> packages, DeclaredTypes types) {
        List<Diagnostic> faults = new ArrayList<>();
        BaseClasses base = base(name, packages, types, faults);
        return faults.isEmpty() ? makeUnits(name, packages, base) : new Result.Faulty(faults);
    }

    private BaseClasses base(String name, List<RulePackage> packages, DeclaredTypes types, List<Diagnostic> faults) {
        BaseSources sources = BaseSources.of(packages, types);
        ContentKey.Hash hash = new ContentKey.Hash().add(CompilerVersion.TEXT).add(sandbox.fingerprint());
        sources.java().forEach(source -> hash.add(source.path()).add(source.text()));
        ContentKey key = hash.finish();
        return bases.find(key.hex()).orElseGet(() -> loadBase(name, key, sources, faults));
    }

    private BaseClasses loadBase(String name, ContentKey key, BaseSources sources, List<Diagnostic> faults) {
        Map<String, byte[]> classes = store.find(key)
                .map(UnitClasses::classes)
                .filter(stored -> sandbox.verifyTypes(stored).isEmpty())
                .orElseGet(() -> compileBase(key, sources, faults));
        BaseClasses base = new BaseClasses(
                key, classes, new RuleClassLoader(name, sandbox.linked(), sandbox.meteredTypes(classes)));
        LoadBudget budget = LoadBudget.begin();
        try {
            base.loader().initialize();
        } catch (ClassNotFoundException | LinkageError | Stopped e) {
            faults.add(Diagnostic.error(
                    name + "/ruleset.yaml",
                    1,
                    1,
                    e instanceof ExceptionInInitializerError
                            ? RuleFaults.initialValue(Causes.root(e))
                            : "The declared types can't be loaded: "
                                    + Causes.root(e).getMessage()));
        } finally {
            budget.end();
        }
        return faults.isEmpty() ? bases.keep(key.hex(), base) : base;
    }

    private Map<String, byte[]> compileBase(ContentKey key, BaseSources sources, List<Diagnostic> faults) {
        List<JavaSource> files = sources.java();
        if (files.isEmpty()) {
            return Map.of();
        }
        JavaOutput output = java.compileTypes(files);
        if (!output.succeeded()) {
            faults.addAll(sources.diagnostics(output.faults()));
            return Map.of();
        }
        Map<String, byte[]> classes = new HashMap<>();
        output.classesBySource().values().forEach(classes::putAll);
        keep(key, new UnitClasses("", classes));
        return classes;
    }

    private Result makeUnits(String name, List<RulePackage> packages, BaseClasses base) {
        return switch (loadAll(name, packages, base)) {
            case Loading.Faulty faulty -> new Result.Faulty(faulty.faults());
            case Loading.Loaded loaded -> models(loaded);
        };
    }

    /**
     * Makes the classes, and holds them, so that they are made again with one rule written otherwise.
     *
     * @return nothing when they can't be made
     */
    public Optional<VariedPieces> varied(String name, List<RulePackage> packages, DeclaredTypes types) {
        List<Diagnostic> faults = new ArrayList<>();
        BaseClasses base = base(name, packages, types, faults);
        return faults.isEmpty() && loadAll(name, packages, base) instanceof Loading.Loaded loaded
                ? Optional.of(new VariedPieces(this, name, loaded))
                : Optional.empty();
    }

    /** What came of loading units. */
    sealed interface Loading {
        /**
         * All are here.
         *
         * @param base their types and functions
         * @param units in order
         * @param pieces by unit
         * @param shared keys of those that another ruleset held before
         * @param compiled how many had to be compiled
         */
        record Loaded(
                BaseClasses base,
                List<RuleUnit> units,
                Map<ContentKey, LoadedUnit> pieces,
                Set<ContentKey> shared,
                int compiled)
                implements Loading {}

        record Faulty(List<Diagnostic> faults) implements Loading {}
    }

    private Loading loadAll(String name, List<RulePackage> packages, BaseClasses base) {
        List<RuleUnit> all = new ArrayList<>();
        packages.forEach(each -> all.addAll(RuleUnit.split(each, base.key())));
        return load(name, all, base, true);
    }

    /** @param lasting whether what is compiled is kept on disk */
    Loading load(String name, List<RuleUnit> all, BaseClasses base, boolean lasting) {
        Map<ContentKey, LoadedUnit> loaded = new LinkedHashMap<>();
        List<RuleUnit> missing = new ArrayList<>();
        Set<ContentKey> shared = new HashSet<>();
        for (RuleUnit unit : all) {
            units.find(unit.key().hex()).ifPresent(alive -> {
                loaded.put(unit.key(), alive);
                shared.add(unit.key());
            });
            if (!loaded.containsKey(unit.key())) {
                stored(name, unit, base)
                        .ifPresentOrElse(found -> loaded.put(unit.key(), found), () -> missing.add(unit));
            }
        }
        ClassCount count = new ClassCount(most);
        count.add(new UnitClasses("", base.classes()));
        loaded.values().forEach(unit -> count.add(unit.classes(), unit.bytes()));
        List<Diagnostic> faults = new ArrayList<>();
        new CompileRuns(compiler, base, share, count).of(missing).forEach((key, result) -> {
            switch (result) {
                case UnitCompiler.Result.Faulty faulty -> faults.addAll(faulty.faults());
                case UnitCompiler.Result.Compiled compiled -> {
                    if (lasting) {
                        keep(key, compiled.classes());
                    }
                    loaded.put(key, load(name, key, compiled.classes(), base));
                }
            }
        });
        count.breach().ifPresent(breach -> faults.add(0, Diagnostic.error(name + "/ruleset.yaml", 1, 1, breach)));
        return faults.isEmpty()
                ? new Loading.Loaded(base, all, loaded, shared, missing.size())
                : new Loading.Faulty(faults);
    }

    static Result models(Loading.Loaded loaded) {
        List<Model> models = new ArrayList<>(loaded.units().size());
        long bytes = 0;
        for (RuleUnit unit : loaded.units()) {
            LoadedUnit piece = loaded.pieces().get(unit.key());
            if (piece == null) {
                throw new IllegalStateException("A unit was neither compiled nor found faulty.");
            }
            try {
                models.add(piece.newModel());
            } catch (InvocationTargetException e) {
                return new Result.Faulty(List.of(RuleFaults.ofCrash(unit.rules().getFirst(), e.getCause())));
            } catch (LinkageError | Stopped e) {
                return new Result.Faulty(List.of(RuleFaults.ofCrash(unit.rules().getFirst(), e)));
            }
            bytes += loaded.shared().contains(unit.key()) ? 0 : piece.bytes();
        }
        return new Result.Made(loaded.base().loader(), models, bytes, loaded.compiled());
    }

    /** A full disk makes the next start slower, and this build no worse. */
    private void keep(ContentKey key, UnitClasses classes) {
        try {
            store.keep(key, classes);
        } catch (UncheckedIOException e) {
            LOG.warnf("Compiled classes can't be kept on disk, so a restart compiles them again: %s", e.getMessage());
        }
    }

    private Optional<LoadedUnit> stored(String name, RuleUnit unit, BaseClasses base) {
        return store.find(unit.key())
                .filter(classes ->
                        sandbox.verifyRules(classes.classes(), base.classes()).isEmpty())
                .map(classes -> load(name, unit.key(), classes, base));
    }

    private LoadedUnit load(String name, ContentKey key, UnitClasses classes, BaseClasses base) {
        RuleClassLoader loader = new RuleClassLoader(
                name + "-rules", base.loader(), sandbox.meteredRules(classes.classes(), base.classes()));
        return units.keep(
                key.hex(),
                new LoadedUnit(classes.modelName(), loader, classes.classes().size(), classes.bytes()));
    }

    /** What rules may do. */
    public Sandbox sandbox() {
        return sandbox;
    }

    /** How many pieces live rulesets hold. */
    public int liveUnits() {
        return units.size();
    }
}

package dev.understudy.engine;

import dev.understudy.engine.build.CompilerVersion;
import dev.understudy.engine.build.LoadBudget;
import dev.understudy.engine.build.PieceBuilder;
import dev.understudy.engine.build.VariedPieces;
import dev.understudy.engine.drl.Place;
import dev.understudy.engine.drl.PlacedRule;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.engine.facts.FactCodec;
import dev.understudy.engine.mutation.MutationFinder;
import dev.understudy.engine.outline.RulesetOutline;
import dev.understudy.engine.run.Causes;
import dev.understudy.engine.run.DroolsRuleset;
import dev.understudy.engine.run.EngineSteps;
import dev.understudy.engine.run.RuleOrder;
import dev.understudy.engine.whynot.WrittenRule;
import dev.understudy.manifest.ManifestReader;
import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetManifest.Limits;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.sandbox.Stopped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a ruleset that can decide out of its files. The one way from text to a ruleset. Thread-safe; takes from some
 * milliseconds to seconds, so it is never called on the path of a request.
 */
public final class RulesetCompiler {
    static {
        EngineSteps.count();
    }

    private final PieceBuilder pieces;
    private final ManifestReader manifests;
    private final ScenarioRunner scenarios = new ScenarioRunner();

    /** Compiles with these pieces, and with the platform's own limits. */
    public RulesetCompiler(PieceBuilder pieces) {
        this(pieces, Limits.PLATFORM);
    }

    /** Compiles with these pieces, and lets a ruleset lower these limits. */
    public RulesetCompiler(PieceBuilder pieces, Limits most) {
        this(pieces, new ManifestReader(most));
    }

    private RulesetCompiler(PieceBuilder pieces, ManifestReader manifests) {
        this.pieces = pieces;
        this.manifests = manifests;
    }

    /**
     * Compiles what was live before as it was then: under the list of what rules may use that was in force, and with
     * limits lowered to the platform's where they are above them.
     *
     * @param list as {@link #list()} gave it then
     * @throws IllegalArgumentException if the list can't be read, or names what this Java does not have
     */
    public RulesetCompiler asBefore(String list) {
        PieceBuilder before =
                list.equals(list()) ? pieces : pieces.in(pieces.sandbox().under(list));
        return new RulesetCompiler(before, manifests.lenient());
    }

    /** What compiles and decides, with versions, as {@link dev.understudy.ruleset.CompiledRuleset#engine()} has it. */
    public static String engine() {
        return CompilerVersion.words();
    }

    /** The text of the list of what rules may use. */
    public String list() {
        return pieces.sandbox().list();
    }

    /**
     * Compiles and tests one tree of a ruleset.
     *
     * @param source all of its files
     * @return never throws for what an author can write: what is wrong is in the result
     */
    public BuildResult build(RulesetSource source) {
        RulesetText text = RulesetText.read(source, pieces.sandbox(), manifests);
        List<Diagnostic> faults = new ArrayList<>(text.faults());
        if (text.isWhole()) {
            FactTypes.check(source.name() + "/ruleset.yaml", text.manifest(), text.types(), faults);
        }
        if (!faults.isEmpty()) {
            return rejected(source, faults);
        }
        List<WrittenRule> written = WrittenRules.of(text.packages());
        return switch (pieces.make(source.name().value(), text.packages(), text.types())) {
            case PieceBuilder.Result.Faulty faulty -> rejected(source, faulty.faults());
            case PieceBuilder.Result.Made made -> assemble(source, text, written, made);
        };
    }

    /**
     * What the texts of rulesets say, without compiling them. Files that they have in common are read once. Never throws
     * for what an author can write; checks of names across files are among the diagnostics where all files could be
     * read.
     *
     * @return in the order of {@code sources}
     */
    public List<RulesetOutline> outline(List<RulesetSource> sources) {
        return RulesetText.outlines(sources, pieces.sandbox(), manifests);
    }

    /**
     * A ruleset, to be written otherwise in single places. Compiles what is not compiled yet.
     *
     * @return nothing when it does not compile
     */
    public Optional<RulesetVariants> variants(RulesetSource source) {
        RulesetText text = RulesetText.read(source, pieces.sandbox(), manifests);
        if (!text.isWhole() || !text.faults().isEmpty()) {
            return Optional.empty();
        }
        RuleOrder order = order(text.packages());
        return pieces.varied(source.name().value(), text.packages(), text.types())
                .flatMap(varied -> variants(source, text, order, varied));
    }

    private static Optional<RulesetVariants> variants(
            RulesetSource source, RulesetText text, RuleOrder order, VariedPieces varied) {
        if (!(varied.unvaried() instanceof PieceBuilder.Result.Made made)) {
            return Optional.empty();
        }
        LoadBudget budget = LoadBudget.begin();
        try {
            Map<String, Class<?>> classes = FactTypes.load(text.types(), made.types());
            return FactTypes.codec(text.manifest(), text.types(), classes, new ArrayList<>())
                    .map(codec -> new RulesetVariants(
                            new RulesetVariants.Common(
                                    text.manifest().manifest(), source.tree(), codec, order, classes),
                            varied,
                            text.packages(),
                            new MutationFinder(text.types())));
        } catch (RuntimeException | LinkageError | Stopped e) {
            return Optional.empty();
        } finally {
            budget.end();
        }
    }

    private BuildResult assemble(
            RulesetSource source, RulesetText text, List<WrittenRule> written, PieceBuilder.Result.Made made) {
        LoadBudget budget = LoadBudget.begin();
        try {
            return loaded(source, text, written, made);
        } catch (Stopped stopped) {
            return rejected(source, List.of(notBuilt(source, stopped)));
        } finally {
            budget.end();
        }
    }

    private BuildResult loaded(
            RulesetSource source, RulesetText text, List<WrittenRule> written, PieceBuilder.Result.Made made) {
        List<Diagnostic> faults = new ArrayList<>();
        Map<String, Class<?>> classes = FactTypes.load(text.types(), made.types());
        Optional<FactCodec> codec = FactTypes.codec(text.manifest(), text.types(), classes, faults);
        if (codec.isEmpty()) {
            return rejected(source, faults);
        }
        DroolsRuleset ruleset;
        try {
            ruleset = new DroolsRuleset(new DroolsRuleset.Parts(
                    text.manifest().manifest(),
                    source.tree(),
                    codec.get(),
                    order(text.packages()),
                    written,
                    made.models(),
                    new DroolsRuleset.Types(made.types(), classes),
                    CompilerVersion.words(),
                    made.classBytes()));
        } catch (RuntimeException | LinkageError e) {
            return rejected(source, List.of(notBuilt(source, e)));
        }
        List<Diagnostic> remarks = new ArrayList<>(text.warnings());
        remarks.addAll(scenarios.run(ruleset, text.scenarios()));
        return new BuildResult.Built(source.tree(), ruleset, sorted(remarks));
    }

    private static Diagnostic notBuilt(RulesetSource source, Throwable crash) {
        Throwable cause = Causes.root(crash);
        return Diagnostic.error(
                source.name() + "/ruleset.yaml",
                1,
                1,
                "The rules compile, and no network can be built of them: "
                        + (cause.getMessage() == null ? cause.toString() : cause.getMessage()));
    }

    private static RuleOrder order(List<RulePackage> packages) {
        List<RuleOrder.PlacedName> names = new ArrayList<>();
        for (RulePackage each : packages) {
            for (PlacedRule rule : each.rules()) {
                Place place = rule.place();
                names.add(
                        new RuleOrder.PlacedName(rule.name(), each.name(), place.file(), place.line(), place.column()));
            }
        }
        return new RuleOrder(names);
    }

    private static BuildResult rejected(RulesetSource source, List<Diagnostic> faults) {
        return new BuildResult.Rejected(source.tree(), sorted(faults));
    }

    private static List<Diagnostic> sorted(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .distinct()
                .sorted()
                .limit(RulesetText.MOST_DIAGNOSTICS)
                .toList();
    }
}

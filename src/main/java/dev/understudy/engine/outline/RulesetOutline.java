package dev.understudy.engine.outline;

import dev.understudy.engine.table.SheetOutline;
import dev.understudy.manifest.ManifestResult;
import dev.understudy.manifest.ScenarioResult;
import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a ruleset says. Of a ruleset that is faulty it is what could be read.
 *
 * @param declarations of the DRL and the decision tables
 * @param sheets of the decision tables
 * @param manifestRead its {@code ruleset.yaml}; null when that can't be read
 * @param scenarios by file
 * @param unread paths from the top of the rules repository of files with rules that can't be read
 * @param diagnostics what is wrong with the text; whether it compiles is another question
 */
public record RulesetOutline(
        Declarations declarations,
        List<SheetOutline> sheets,
        ManifestResult.@Nullable Read manifestRead,
        List<ScenarioResult> scenarios,
        List<String> unread,
        List<Diagnostic> diagnostics) {
    /** Of a ruleset that is not there. */
    public static final RulesetOutline NONE = new RulesetOutline(
            new Declarations(List.of(), List.of(), List.of(), List.of()),
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of());

    /** Keeps its own copies of the lists. */
    public RulesetOutline {
        sheets = List.copyOf(sheets);
        scenarios = List.copyOf(scenarios);
        unread = List.copyOf(unread);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * What is declared, each in the order of its files.
     *
     * @param rules rules and queries, rows of decision tables too
     * @param types declared types and enums
     * @param functions functions
     * @param lines imports and globals, one for each package however many files repeat it
     */
    public record Declarations(
            List<RuleOutline> rules, List<TypeOutline> types, List<FunctionOutline> functions, List<NamedLine> lines) {}

    /** Its {@code ruleset.yaml}, if that can be read. */
    public Optional<ManifestResult.Read> manifest() {
        return Optional.ofNullable(manifestRead);
    }
}

package dev.understudy.engine;

import dev.understudy.engine.drl.DeclaredTypes;
import dev.understudy.engine.drl.DrlChecks;
import dev.understudy.engine.drl.OfferChecks;
import dev.understudy.engine.drl.ParsedDrl;
import dev.understudy.engine.drl.RulePackage;
import dev.understudy.engine.outline.OutlineReader;
import dev.understudy.engine.outline.RulesetOutline;
import dev.understudy.engine.table.SheetOutline;
import dev.understudy.manifest.ManifestReader;
import dev.understudy.manifest.ManifestResult;
import dev.understudy.manifest.ScenarioReader;
import dev.understudy.manifest.ScenarioResult;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.SourceFile;
import dev.understudy.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that can be known of a ruleset without compiling it. */
final class RulesetText {
    /** Nobody reads more, and a hostile ruleset has any number. */
    static final int MOST_DIAGNOSTICS = 200;

    private final List<Diagnostic> faults = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final List<ScenarioResult> scenarios = new ArrayList<>();
    private final List<SheetOutline> sheets = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final List<RulePackage> packages;
    private final DeclaredTypes types;
    private final boolean whole;
    private ManifestResult.@Nullable Read manifest;

    private RulesetText(RulesetSource source, RuleFiles files, Sandbox sandbox, ManifestReader manifests) {
        List<ParsedDrl> parsed = new ArrayList<>();
        boolean described = false;
        for (SourceFile file : source.files()) {
            String path = source.repositoryPath(file);
            if (file.path().equals("ruleset.yaml")) {
                described = true;
                readManifest(manifests, path, file);
            } else if (file.isDrl() || file.isDecisionTable()) {
                readRules(path, files.read(path, file), parsed);
            } else if (file.isScenario()) {
                readScenarios(path, file);
            }
        }
        if (!described) {
            faults.add(Diagnostic.error(
                    source.name() + "/ruleset.yaml", 1, 1, "A ruleset needs a ruleset.yaml that names its facts."));
        }
        whole = !parsed.isEmpty()
                && source.files().stream()
                                .filter(file -> file.isDrl() || file.isDecisionTable())
                                .count()
                        == parsed.size();
        packages = RulePackage.merge(parsed);
        // What a file that does not parse declares is missed everywhere else; saying so would bury the cause.
        types = DeclaredTypes.of(packages, whole ? faults : new ArrayList<>());
        if (whole) {
            DrlChecks.check(packages, types, faults);
            OfferChecks.check(sandbox, packages, types, faults);
        } else if (faults.isEmpty()) {
            faults.add(
                    Diagnostic.error(source.name() + "/ruleset.yaml", 1, 1, "A ruleset needs at least one .drl file."));
        }
    }

    static RulesetText read(RulesetSource source, Sandbox sandbox, ManifestReader manifests) {
        return new RulesetText(source, new RuleFiles(), sandbox, manifests);
    }

    /** What the texts say: of files that several of them have in common once. */
    static List<RulesetOutline> outlines(List<RulesetSource> sources, Sandbox sandbox, ManifestReader manifests) {
        RuleFiles files = new RuleFiles();
        return sources.stream()
                .map(source -> new RulesetText(source, files, sandbox, manifests).outline(source))
                .toList();
    }

    private void readManifest(ManifestReader manifests, String path, SourceFile file) {
        switch (manifests.read(path, file.content())) {
            case ManifestResult.Read read -> {
                manifest = read;
                warnings.addAll(read.warnings());
            }
            case ManifestResult.Faulty faulty -> faults.addAll(faulty.diagnostics());
        }
    }

    private void readRules(String path, RuleFiles.Read read, List<ParsedDrl> parsed) {
        faults.addAll(read.faults());
        if (read.parsed() == null) {
            unread.add(path);
        } else {
            parsed.add(read.parsed());
        }
        if (read.sheet() != null) {
            sheets.add(read.sheet());
        }
    }

    private void readScenarios(String path, SourceFile file) {
        ScenarioResult result = new ScenarioReader().read(path, file.content());
        scenarios.add(result);
        // A scenario that can't be read keeps nobody from trying the rules; it does keep them from becoming main.
        result.diagnostics().stream()
                .map(each -> each.severity() == Diagnostic.Severity.ERROR
                        ? Diagnostic.failure(each.file(), each.line(), each.column(), each.message())
                        : each)
                .forEach(warnings::add);
    }

    private RulesetOutline outline(RulesetSource source) {
        List<Diagnostic> all = new ArrayList<>(faults);
        if (isWhole()) {
            FactTypes.check(source.name() + "/ruleset.yaml", manifest(), types, all);
        }
        all.addAll(warnings);
        return new RulesetOutline(
                OutlineReader.read(packages, types),
                sheets,
                manifest,
                scenarios,
                unread,
                all.stream().distinct().sorted().limit(MOST_DIAGNOSTICS).toList());
    }

    /** What stops the ruleset. */
    List<Diagnostic> faults() {
        return faults;
    }

    /** What does not. */
    List<Diagnostic> warnings() {
        return warnings;
    }

    /** The manifest; only when there are no faults. */
    ManifestResult.Read manifest() {
        if (manifest == null) {
            throw new IllegalStateException("A ruleset with faults has no manifest to go by.");
        }
        return manifest;
    }

    /** Whether {@code ruleset.yaml} and all files with rules could be read, so that each can be held to the others. */
    boolean isWhole() {
        return manifest != null && whole;
    }

    List<RulePackage> packages() {
        return packages;
    }

    DeclaredTypes types() {
        return types;
    }

    List<ScenarioResult> scenarios() {
        return scenarios;
    }
}

package dev.understudy.manifest;

import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetManifest;
import java.util.List;

/** What came of reading a {@code ruleset.yaml}. */
public sealed interface ManifestResult {
    /**
     * It could be read.
     *
     * @param manifest what it says
     * @param warnings what is worth knowing
     * @param places where its values stand, for what is checked against the rules later: {@code /facts/in/0}
     */
    record Read(RulesetManifest manifest, List<Diagnostic> warnings, Places places) implements ManifestResult {
        /** Keeps its own copy of the list. */
        public Read {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It can't be used.
     *
     * @param diagnostics all that is wrong with it, sorted; never empty
     */
    record Faulty(List<Diagnostic> diagnostics) implements ManifestResult {
        /** Keeps its own copy of the list. */
        public Faulty {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

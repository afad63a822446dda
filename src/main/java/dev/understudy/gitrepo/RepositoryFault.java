package dev.understudy.gitrepo;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;

/** A ruleset's folder holds what can't be read as rules; the diagnostics name each place. */
public final class RepositoryFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /** @param diagnostics never empty */
    public RepositoryFault(List<Diagnostic> diagnostics) {
        super(diagnostics.getFirst().text(), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What is wrong, and where; never empty. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}

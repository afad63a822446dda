package dev.understudy.review;

import dev.understudy.ruleset.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands between a change and main, or that is worth knowing before.
 *
 * @param code what it is
 * @param message a sentence for people
 * @param blocks whether it has to be dealt with
 * @param ruleset the ruleset that it is about, or null
 * @param diagnostics places, when there are some
 */
public record Missing(
        Code code, String message, boolean blocks, @Nullable String ruleset, List<Diagnostic> diagnostics) {
    /** Keeps its own copy of the list. */
    public Missing {
        diagnostics = List.copyOf(diagnostics);
    }

    /** What can be missing. */
    public enum Code {
        /** A reviewer wants it changed. */
        CHANGES_REQUESTED(true),
        /** Whether approvals still hold is not known yet. */
        LOOKED_AT_AGAIN(true),
        /** Too few people have approved. */
        APPROVALS(true),
        /** No owner of a ruleset has approved. */
        OWNER_APPROVAL(true),
        /** Nobody of a group that is asked has approved. */
        GROUP_APPROVAL(true),
        /** A rule of review asks for the impact, and it is not known yet. */
        IMPACT_UNKNOWN(true),
        /** A rule of review asks whether callers break, and that is not known yet. */
        CONTRACT_UNKNOWN(true),
        /** It does more than its author declared. */
        BLAST_RADIUS(true),
        /** The rules of review on main can't be read. */
        RULES_BROKEN(false),
        /** The branch brings nothing that main has not. */
        NO_DIFFERENCE(false),
        /** The branch and main contradict each other. */
        CONFLICT(false),
        /** Rules don't compile on the branch, or scenarios fail. */
        BROKEN(false),
        /** The branch was rewritten. */
        REWRITTEN(false);

        private final boolean overridable;

        Code(boolean overridable) {
            this.overridable = overridable;
        }

        /** Whether two people with reasons can take its place. */
        boolean isOverridable() {
            return overridable;
        }
    }

    static Missing of(Code code, String message) {
        return new Missing(code, message, true, null, List.of());
    }

    static Missing of(Code code, String ruleset, String message) {
        return new Missing(code, message, true, ruleset, List.of());
    }

    static Missing of(Code code, String message, List<Diagnostic> diagnostics) {
        return new Missing(code, message, true, null, diagnostics);
    }

    static Missing note(Code code, String message) {
        return new Missing(code, message, false, null, List.of());
    }
}

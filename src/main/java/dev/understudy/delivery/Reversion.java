package dev.understudy.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.catalog.BuildSlot;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revert.
 *
 * @param id its id
 * @param ruleset of which ruleset
 * @param undone the commit and tree that may not decide; the tree is the one that git's main has until it says the same
 * @param target the commit and tree that decide instead
 * @param progress how far git is
 * @param word who wanted it, and why
 */
record Reversion(UUID id, RulesetName ruleset, At undone, At target, Progress progress, Word word) {
    /** A commit of main, and git's tree of the ruleset in it. */
    record At(CommitId commit, TreeId tree) {}

    /** Who, why and when. */
    record Word(String by, String reason, Instant at) {}

    /**
     * How far git is.
     *
     * @param state {@code PENDING}, {@code DONE} or {@code SUPERSEDED}
     * @param commit the commit of main that says the same
     * @param attempts how often it was tried
     * @param fault why it is not done yet
     * @param endedAt when it was done or superseded; null before
     */
    record Progress(
            String state,
            @Nullable String commit,
            int attempts,
            @Nullable String fault,
            @Nullable Instant endedAt) {
        boolean isPending() {
            return state.equals("PENDING");
        }
    }

    BuildSlot.Key undoneKey() {
        return new BuildSlot.Key(ruleset, undone.tree());
    }

    BuildSlot.Key targetKey() {
        return new BuildSlot.Key(ruleset, target.tree());
    }

    /** As callers see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String id,
            String ruleset,
            String undone,
            String live,
            String git,
            @Nullable String gitCommit,
            int attempts,
            @Nullable String fault,
            String reason,
            String revertedBy,
            Instant revertedAt) {}

    View view() {
        return new View(
                id.toString(),
                ruleset.value(),
                undone.commit().value(),
                target.commit().value(),
                progress.state(),
                progress.commit(),
                progress.attempts(),
                progress.fault(),
                word.reason(),
                word.by(),
                word.at());
    }
}

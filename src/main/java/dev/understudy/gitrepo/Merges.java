package dev.understudy.gitrepo;

import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import java.util.SortedMap;

/**
 * Merges commits in memory: there is no work tree, and no branch moves. Safe for use by many threads. A disk that fails
 * is an {@link java.io.UncheckedIOException}.
 */
public interface Merges {
    /** What comes of merging {@code branch} onto {@code main}; remembered for the pairs that were asked for last. */
    MergeOutcome merge(CommitId main, CommitId branch);

    /** The rulesets that are there once it is merged. */
    SortedMap<RulesetName, TreeId> rulesets(MergeOutcome.Clean merge);

    /**
     * Writes the commit of a merge: {@code main} is its first parent, {@code branch} its second, the service its
     * committer.
     *
     * @param merge what to write
     * @param author who made the change: the name of an account
     * @param message the whole message, trailers included
     */
    CommitId commit(MergeOutcome.Clean merge, String author, String message);

    /**
     * Writes a commit on top of {@code main} in which one ruleset's folder is another tree that the repository has.
     *
     * @throws IllegalArgumentException when {@code main} has no such folder
     */
    CommitId replace(CommitId main, RulesetName ruleset, TreeId tree, String author, String message);
}

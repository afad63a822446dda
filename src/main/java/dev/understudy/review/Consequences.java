package dev.understudy.review;

import dev.understudy.ruleset.CommitId;
import java.util.SortedSet;

/** What a branch would change, as far as approvals depend on it. Reads the disk; thread-safe. */
public interface Consequences {
    /**
     * A short text that is equal for equal consequences: an approval goes on to hold over a new commit when the mark
     * stays the same. Has to come within a second, since pushes wait for it.
     *
     * @param base the head of main
     * @param head the head of the branch
     */
    String mark(CommitId base, CommitId head);

    /** The names of the rulesets that the branch touches. */
    SortedSet<String> rulesets(CommitId base, CommitId head);
}

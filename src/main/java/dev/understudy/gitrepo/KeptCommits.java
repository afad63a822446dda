package dev.understudy.gitrepo;

import dev.understudy.ruleset.CommitId;
import java.util.Set;

/**
 * Commits that no branch may have and that are still needed: git's housekeeping leaves them alone, over restarts, for as
 * long as they are kept. Of this node's repository; they are not pushed. Safe for use by many threads.
 */
public interface KeptCommits {
    /** Where they are kept, each under its id; clones take branches alone. */
    String PREFIX = "refs/understudy/kept/";

    /**
     * Keeps these, and lets all others go. Those that this node's repository does not have are left out.
     *
     * @throws java.io.UncheckedIOException when the disk fails
     */
    void keep(Set<CommitId> needed);

    /** Whether this node's repository has a commit, on a branch or not. */
    boolean has(CommitId commit);
}

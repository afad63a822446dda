package dev.understudy.gitrepo;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.Diagnostic;
import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.RulesetSource;
import dev.understudy.ruleset.TreeId;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The rules repository of this node, read as git objects; there is no work tree. Safe for use by many threads. Each
 * call reads the disk: none belongs on the path of a decision. A disk that fails is an {@link UncheckedIOException}.
 */
public interface RulesRepository {
    /** All branches with their heads; empty when nothing was ever pushed. Names that no branch may have are left out. */
    SortedMap<BranchName, CommitId> heads();

    /** The head of one branch, empty when there is no such branch. */
    Optional<CommitId> head(BranchName branch);

    /**
     * Whether the commit exists and some branch reaches it: what was dropped with its branch can't be named any more.
     * Looks at the newest 200,000 commits at most, takes an older one for unreachable, and remembers its answers until
     * a branch moves.
     */
    boolean hasCommit(CommitId commit);

    /** Whether {@code commit} is {@code head} or in its past, within its newest 200,000 commits. */
    boolean isInPastOf(CommitId head, CommitId commit);

    /**
     * The rulesets of a commit: its top-level folders that hold a {@code ruleset.yaml}.
     *
     * @throws ProblemException {@code UNKNOWN_COMMIT} when there is no such commit
     */
    SortedMap<RulesetName, TreeId> rulesets(CommitId commit);

    /**
     * What is wrong with the commit's folders: a folder that can't be the name of a ruleset is an error, rules that
     * belong to no ruleset are a warning.
     *
     * @throws ProblemException {@code UNKNOWN_COMMIT} when there is no such commit
     */
    List<Diagnostic> layoutFaults(CommitId commit);

    /**
     * All files of one ruleset, sorted by path.
     *
     * @throws RepositoryFault when it has more than 2,000 files, more than 16 MiB, a file of more than 4 MiB, a symbolic
     *     link or a submodule
     * @throws FilesNotHere when some are not fetched
     * @throws java.io.UncheckedIOException when they can't be read
     */
    RulesetSource read(RulesetName name, TreeId tree);

    /**
     * When this node last knew that its branches are the repository's: now when it hosts it, else the end of the last
     * fetch that succeeded, also across restarts. {@link Instant#EPOCH} when there was none yet.
     */
    Instant confirmedAt();

    /** How the repository fares, for health, metrics and the console. */
    RepositoryStatus status();
}

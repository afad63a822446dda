package dev.understudy.gitrepo;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.CommitId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Commits beside each other. Safe for use by many threads; each call reads the disk, and a disk that fails is an {@link
 * java.io.UncheckedIOException}. A commit that is not there is a {@link ProblemException} {@code UNKNOWN_COMMIT}.
 */
public interface History {
    /** The newest commit that both have in their past; of several the best, after git's own measure. */
    Optional<CommitId> mergeBase(CommitId one, CommitId other);

    /**
     * What {@code head} has and the others have not, newest first.
     *
     * @param others commits whose past is left out
     * @param most how many are looked for
     */
    List<CommitId> commits(CommitId head, List<CommitId> others, int most);

    /**
     * The paths of files that differ, renamed ones under both names.
     *
     * @param most how many are looked for
     */
    SortedSet<String> changedPaths(CommitId before, CommitId after, int most);

    /**
     * One plain file of a commit; empty when there is none at that path.
     *
     * @throws RepositoryFault when it has more than {@code mostBytes}, or is no plain file
     */
    Optional<byte[]> file(CommitId commit, String path, int mostBytes);

    /**
     * Whom commits call their author or committer: names, and what stands before the {@code @} of their addresses, in
     * lower case. Texts that anybody can write.
     */
    SortedSet<String> people(Collection<CommitId> commits);

    /**
     * When the first of the commits was written that changed a folder, as their authors' machines say: a commit that is
     * moved onto another one keeps that moment. Empty when there is no such commit.
     *
     * @param head what became of it
     * @param base what there was before; commits in its past are left out
     * @param folder the path of a folder
     */
    Optional<Instant> firstAuthored(CommitId head, CommitId base, String folder);

    /** The first line of a commit's message. */
    String subject(CommitId commit);
}

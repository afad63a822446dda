package dev.understudy.gitrepo;

import dev.understudy.ruleset.CommitId;
import java.util.List;

/** What came of merging one commit onto another. */
public sealed interface MergeOutcome {
    /**
     * The second commit brings nothing that the first has not.
     *
     * @param main the first
     */
    record Nothing(CommitId main) implements MergeOutcome {}

    /**
     * They go together.
     *
     * @param main the first
     * @param branch the second
     * @param tree the id of git's tree of all files
     */
    record Clean(CommitId main, CommitId branch, String tree) implements MergeOutcome {}

    /**
     * They contradict each other.
     *
     * @param files where; never empty, sorted by path
     */
    record Conflict(List<FileConflict> files) implements MergeOutcome {
        /** Keeps its own copy of the list. */
        public Conflict {
            files = List.copyOf(files);
        }
    }

    /**
     * One file of which there are two versions.
     *
     * @param path from the top of the repository
     * @param kind what is the matter
     * @param places where in the file, when both sides changed the same lines of a text
     */
    record FileConflict(String path, Kind kind, List<Place> places) {
        /** Keeps its own copy of the list. */
        public FileConflict {
            places = List.copyOf(places);
        }
    }

    /** What can be the matter with a file. */
    enum Kind {
        /** Both sides changed the same lines. */
        BOTH_CHANGED,
        /** Deleted on main, changed on the branch. */
        DELETED_ON_MAIN,
        /** Changed on main, deleted on the branch. */
        DELETED_ON_BRANCH,
        /** Both sides changed it, and it can't be merged by line: it is no text, or its kind differs. */
        NOT_MERGEABLE,
        /** The branch has more files than are merged here; the path is that of no file. */
        TOO_MANY_FILES
    }

    /**
     * The lines that contradict each other.
     *
     * @param main on main
     * @param branch on the branch
     */
    record Place(Side main, Side branch) {}

    /**
     * One side.
     *
     * @param line its first line, counted from 1
     * @param lines how many; 0 when this side has nothing there
     * @param text the lines
     */
    record Side(int line, int lines, String text) {}
}

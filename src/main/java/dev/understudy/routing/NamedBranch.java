package dev.understudy.routing;

import dev.understudy.problem.ProblemException;
import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code feature/x} or {@code feature/x@<commit>} names.
 *
 * @param branch the branch
 * @param commit null for its head
 */
record NamedBranch(BranchName branch, @Nullable CommitId commit) {
    private static final int COMMIT_DIGITS = 40;

    /** @throws ProblemException {@code INVALID_BRANCH_NAME} */
    static NamedBranch of(String written) {
        int at = written.length() - COMMIT_DIGITS - 1;
        String digits =
                at > 0 && written.charAt(at) == '@' ? written.substring(at + 1).toLowerCase(Locale.ROOT) : "";
        boolean withCommit = CommitId.isValid(digits);
        return new NamedBranch(
                HeaderText.branch(withCommit ? written.substring(0, at) : written),
                withCommit ? new CommitId(digits) : null);
    }
}

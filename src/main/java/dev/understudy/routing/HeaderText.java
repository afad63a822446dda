package dev.understudy.routing;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import dev.understudy.ruleset.BranchName;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names of branches in headers: a header holds ASCII, so other letters travel percent-encoded. */
public final class HeaderText {
    private HeaderText() {}

    /** How {@code branch} is written in a header. */
    public static String of(BranchName branch) {
        String name = branch.value();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7e) {
                return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/");
            }
        }
        return name;
    }

    /**
     * The branch that a header, a query or a body names.
     *
     * @throws ProblemException {@code INVALID_BRANCH_NAME} with a sentence when no branch could have that name
     */
    public static BranchName branch(String written) {
        try {
            return new BranchName(written.indexOf('%') < 0 ? written : decoded(written));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.INVALID_BRANCH_NAME, String.valueOf(e.getMessage()));
        }
    }

    private static String decoded(String written) {
        try {
            return URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return written;
        }
    }
}

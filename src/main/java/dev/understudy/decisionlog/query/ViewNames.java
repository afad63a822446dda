package dev.understudy.decisionlog.query;

import dev.understudy.content.Sha256;
import dev.understudy.ruleset.BranchName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** Names of schemas and views, and how SQL quotes them. */
final class ViewNames {
    /** The view of all rulesets. */
    static final String ALL = "decisions";

    private static final String PRODUCTION = "production";
    private static final int MOST_BYTES = 63;
    private static final Set<String> TAKEN = Set.of(PRODUCTION, "public", "information_schema", "$user");

    private ViewNames() {}

    /**
     * The names that a branch's schema may have, the best first: that of the branch when it is short enough and means
     * nothing else, then one with a hash of it. No branch has the second as its name: git allows no {@code ~}.
     */
    static List<String> schemas(BranchName branch) {
        String plain = branch.isMain() ? PRODUCTION : branch.value();
        boolean reserved = plain.startsWith("pg_");
        String hashed = shortened((reserved ? "~" : "") + plain, MOST_BYTES - 9) + "~" + hash(branch.value());
        boolean clear = plain.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && !reserved
                && (branch.isMain() || !TAKEN.contains(plain));
        return clear ? List.of(plain, hashed) : List.of(hashed);
    }

    /** The view of a ruleset: called like it, unless that is the view of all. */
    static String view(String ruleset) {
        return ruleset.equals(ALL) ? "ruleset " + ALL : ruleset;
    }

    static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** A text in SQL; none of ours holds a backslash, which old settings of PostgreSQL would take for an escape. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Eight hexadecimal digits that differ for different texts, as far as anybody will meet. */
    static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text), 0, 4);
    }

    private static String shortened(String text, int mostBytes) {
        int end = text.length();
        while (text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}

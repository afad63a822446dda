package dev.understudy.identity;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who makes a request.
 *
 * @param name the account's name
 * @param roles what it may do; never empty
 * @param groups what it belongs to; an owner in {@code ruleset.yaml} is a group
 * @param rights all that it may do, worked out once
 * @param rulesets the only ones that it may do it with; empty when it may with all
 * @param person the account that answers for what it does: its own name, or whose a token is
 */
public record Caller(
        String name, Set<Role> roles, Set<String> groups, Set<Right> rights, Set<String> rulesets, String person) {
    /** What the names of tokens begin with; no account's name has a colon. */
    private static final String TOKEN = "token:";

    /**
     * A program with a token.
     *
     * @param token the token's name
     * @param rights what it may do, whatever roles give
     * @param rulesets the only ones that it may do it with; empty for all
     * @param person the account that answers for it
     */
    public static Caller ofToken(String token, Set<Right> rights, Set<String> rulesets, String person) {
        return new Caller(TOKEN + token, Set.of(Role.APP), Set.of(), Set.copyOf(rights), Set.copyOf(rulesets), person);
    }

    /** Works out the rights from the roles. */
    public static Caller of(String name, Set<Role> roles, Set<String> groups) {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if (right.givenBy(roles)) {
                rights.add(right);
            }
        }
        return new Caller(name, Set.copyOf(roles), Set.copyOf(groups), Set.copyOf(rights), Set.of(), name);
    }

    /** Whether this caller may do that. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Whether it may do what it may with some rulesets alone. */
    public boolean isLimited() {
        return !rulesets.isEmpty();
    }

    /** @throws ProblemException {@code FORBIDDEN} when this caller may do nothing with that ruleset */
    public void requireRuleset(String ruleset) {
        if (isLimited() && !rulesets.contains(ruleset)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "'" + name + "' is for the rulesets " + String.join(", ", new TreeSet<>(rulesets))
                            + " alone. Use a token that is for this one, too.",
                    Map.of("rulesets", new TreeSet<>(rulesets)));
        }
    }

    /** @throws ProblemException {@code FORBIDDEN} when this caller may not do that */
    public void require(Right right) {
        if (!may(right)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "'" + name + "' lacks the right " + right.text() + "; "
                            + (name.startsWith(TOKEN) ? right.tokens() : right.holders()) + ".",
                    Map.of("right", right.text(), "roles", right.roles()));
        }
    }
}

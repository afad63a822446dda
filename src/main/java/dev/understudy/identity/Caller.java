package dev.understudy.identity;

import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param name the account's name
 * @param roles what it may do; never empty
 * @param groups what it belongs to; an owner in {@code ruleset.yaml} is a group
 * @param rights all that its roles give, worked out once
 */
public record Caller(String name, Set<Role> roles, Set<String> groups, Set<Right> rights) {
    /** Works out the rights from the roles. */
    public static Caller of(String name, Set<Role> roles, Set<String> groups) {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (Right right : Right.values()) {
            if (right.givenBy(roles)) {
                rights.add(right);
            }
        }
        return new Caller(name, Set.copyOf(roles), Set.copyOf(groups), Set.copyOf(rights));
    }

    /** Whether this caller may do that. */
    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** @throws ProblemException {@code FORBIDDEN} when this caller may not do that */
    public void require(Right right) {
        if (!may(right)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    "'" + name + "' lacks the right "
                            + right.name().toLowerCase(Locale.ROOT).replace('_', '-') + ".");
        }
    }
}

package dev.understudy.identity;

import static dev.understudy.identity.Role.ADMIN;
import static dev.understudy.identity.Role.ANALYST;
import static dev.understudy.identity.Role.APP;
import static dev.understudy.identity.Role.AUDITOR;
import static dev.understudy.identity.Role.OPERATOR;
import static dev.understudy.identity.Role.REVIEWER;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One thing that can be allowed, and the roles that have it: the table of who may do what. Which right an endpoint
 * needs stands at its method, see {@link Needs}.
 */
public enum Right {
    DECIDE("Decide on rules that are live", APP, ANALYST, REVIEWER, OPERATOR, AUDITOR, ADMIN),
    SELECT_BRANCH(
            "Choose the branch that decides, for one request or for a session",
            ANALYST,
            REVIEWER,
            OPERATOR,
            AUDITOR,
            ADMIN),
    READ(
            "Read rulesets, branches, change requests, rollouts and measures; comment",
            ANALYST,
            REVIEWER,
            OPERATOR,
            AUDITOR,
            ADMIN),
    FETCH("Clone and fetch the rules repository", ANALYST, REVIEWER, OPERATOR, AUDITOR, ADMIN),
    READ_DECISIONS(
            "Read the decision log, replays and shadows, with sensitive values masked",
            ANALYST,
            REVIEWER,
            OPERATOR,
            AUDITOR,
            ADMIN),
    SEE_SENSITIVE("See values that rulesets call sensitive; each look is recorded", AUDITOR, ADMIN),
    READ_AUDIT("Read the audit log", REVIEWER, OPERATOR, AUDITOR, ADMIN),
    PUSH("Push and delete branches other than `main`", ANALYST, ADMIN),
    AUTHOR("Open change requests", ANALYST, ADMIN),
    REVIEW("Approve what others change, or ask them to change it again", REVIEWER, ADMIN),
    MERGE("Merge what is approved", ANALYST, REVIEWER, OPERATOR, ADMIN),
    STEER_ROLLOUTS("Steer rollouts, override freezes, and revert", OPERATOR, ADMIN),
    SEE_SHARE_LINKS("See all share links, and what they were used for", AUDITOR, ADMIN),
    REVOKE_SHARE_LINKS("Revoke share links of others", ADMIN),
    MANAGE_WEBHOOKS("Say who outside is told of what happens", ADMIN),
    MANAGE_TOKENS("Make, rotate and revoke tokens", ADMIN),
    PUSH_MAIN("Push `main` itself; edit change requests of others", ADMIN),
    BRANCH_EFFECTIVE("Have decisions on a branch that the call chooses count; for tokens alone");

    private final String meaning;
    private final Set<Role> roles;

    Right(String meaning, Role... roles) {
        this.meaning = meaning;
        EnumSet<Role> held = EnumSet.noneOf(Role.class);
        held.addAll(Arrays.asList(roles));
        this.roles = Collections.unmodifiableSet(held);
    }

    /** How it is written: {@code select-branch}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it allows, for people. */
    public String meaning() {
        return meaning;
    }

    /** The roles that give it, in the order of {@link Role}. */
    public List<Role> roles() {
        return List.copyOf(roles);
    }

    /** Whether one of {@code held} gives this right. */
    public boolean givenBy(Set<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }

    /** Which tokens have it, as the end of a sentence. */
    String tokens() {
        return Arrays.stream(TokenRight.values())
                .filter(each -> each.rights().contains(this))
                .findFirst()
                .map(each -> "tokens with " + each.text() + " have it")
                .orElse("no token has it");
    }

    /** Who has it, as the end of a sentence: {@code the roles analyst and admin have it}. */
    String holders() {
        List<String> names =
                roles.stream().map(role -> role.name().toLowerCase(Locale.ROOT)).toList();
        if (names.isEmpty()) {
            return tokens();
        }
        if (names.size() == 1) {
            return "the role " + names.getFirst() + " has it";
        }
        return "the roles " + String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast()
                + " have it";
    }
}

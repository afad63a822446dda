package dev.understudy.decisionlog;

/**
 * Which rules decided, and how they were chosen.
 *
 * @param ruleset its name
 * @param branch its name
 * @param commit 40 hexadecimal digits
 * @param selectedBy what chose the branch, as the answer names it
 * @param effective whether it counts
 * @param engine what decided, with versions
 */
public record Chosen(
        String ruleset, String branch, String commit, String selectedBy, boolean effective, String engine) {
    LoggedDecision.Rules rules() {
        return new LoggedDecision.Rules(ruleset, branch, commit, selectedBy, effective, null, engine);
    }
}

package dev.understudy.decisionlog;

import dev.understudy.ruleset.RulesetManifest;
import dev.understudy.ruleset.RulesetManifest.LogMode;
import dev.understudy.ruleset.RulesetManifest.WhenFull;

/**
 * How decisions by some rules are kept; the same for all of them, and made once. Immutable.
 *
 * @param mode when an answer may leave
 * @param whenFull what to do when there is no room
 * @param rules the part of a record that is always the same
 * @param hidesRoutingKey whether the routing key is sensitive
 */
public record LogFrame(LogMode mode, WhenFull whenFull, RulesBlock rules, boolean hidesRoutingKey) {
    private static final long SECONDS_A_DAY = 86_400;

    /** By what a ruleset's manifest says. */
    static LogFrame of(RulesetManifest manifest, LogMode mode, LoggedDecision.Rules rules) {
        RulesetManifest.LogPolicy policy = manifest.decisionLog();
        long days = Math.ceilDiv(policy.retention().toSeconds(), SECONDS_A_DAY);
        return new LogFrame(
                mode,
                policy.whenFull(),
                RulesBlock.of(rules, (int) Math.max(1, days)),
                manifest.routingKeyIsSensitive());
    }
}

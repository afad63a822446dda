package dev.understudy.review;

import dev.understudy.ruleset.RulesetName;
import dev.understudy.ruleset.TreeId;
import org.jspecify.annotations.Nullable;

/**
 * What a change does to one ruleset, by content.
 *
 * @param ruleset its name
 * @param base its folder on main; null when it is new
 * @param branch its folder on the branch; null when it goes
 */
record RulesetChange(
        RulesetName ruleset,
        @Nullable TreeId base,
        @Nullable TreeId branch) {}

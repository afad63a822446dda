package dev.understudy.decision;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.routing.Selection;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.CompiledRuleset;
import dev.understudy.ruleset.RulesetName;

/**
 * The rules of one request.
 *
 * @param name the ruleset
 * @param selection the branch and what chose it
 * @param commit the commit whose rules decide
 * @param slot where they are kept
 * @param ruleset what decides
 */
record Resolved(RulesetName name, Selection selection, CommitId commit, BuildSlot slot, CompiledRuleset ruleset) {}

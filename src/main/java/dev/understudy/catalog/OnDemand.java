package dev.understudy.catalog;

import dev.understudy.ruleset.BuildResult;
import dev.understudy.ruleset.CommitId;
import dev.understudy.ruleset.RulesetName;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a request may ask of the side that changes rules; both leave the request's thread at once. */
public interface OnDemand {
    /** Compiles a slot, if nobody does already. What is not fetched yet can be asked for again. */
    CompletionStage<BuildResult> build(BuildSlot slot);

    /**
     * The rules of a ruleset at a commit of a branch's past.
     *
     * @return nothing when the commit is not in the past of {@code head}, or the ruleset is not in it
     */
    CompletionStage<Optional<BuildSlot>> at(CommitId head, CommitId commit, RulesetName ruleset);
}

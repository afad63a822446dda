package dev.understudy.review;

import dev.understudy.gitrepo.MergeOutcome;
import dev.understudy.ruleset.CommitId;
import java.util.List;
import java.util.SortedSet;

/**
 * How a change request stands at one moment.
 *
 * @param base the head of main that it was looked at with
 * @param votes what its reviews are worth
 * @param contributors who may not approve it
 * @param missing what is still missing, worst first
 * @param merge what comes of merging it
 * @param evidence what is known of what it does
 */
record Assessment(
        CommitId base,
        Votes votes,
        SortedSet<String> contributors,
        List<Missing> missing,
        MergeOutcome merge,
        Evidence evidence) {
    /** How many people can take the place of rules of review. */
    static final int OVERRIDERS = 2;

    Assessment {
        missing = List.copyOf(missing);
    }

    /** What has to be dealt with before it may become main. */
    List<Missing> blocking(boolean override) {
        boolean overridden = override && isOverridden();
        return missing.stream()
                .filter(Missing::blocks)
                .filter(each -> !(overridden && each.code().isOverridable()))
                .toList();
    }

    /** Whether enough people want it in spite of what is missing. */
    boolean isOverridden() {
        return votes.overriding().size() >= OVERRIDERS;
    }

    /** What its reviews make of it. */
    ChangeState state() {
        if (!votes.objecting().isEmpty()) {
            return ChangeState.CHANGES_REQUESTED;
        }
        boolean satisfied =
                missing.stream().noneMatch(each -> each.blocks() && each.code().isOverridable());
        return satisfied && !votes.approving().isEmpty() ? ChangeState.APPROVED : ChangeState.OPEN;
    }
}

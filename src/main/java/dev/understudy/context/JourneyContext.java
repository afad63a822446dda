package dev.understudy.context;

import dev.understudy.ruleset.BranchName;
import dev.understudy.ruleset.CommitId;
import java.time.Instant;

/**
 * What was chosen at the first hop of a journey, as our signature vouches for it. It names no journey: all that begin
 * with the same choice at about the same time have the same one, so that signing and verifying cost next to nothing.
 *
 * @param choice what decides on each of them
 * @param issuedAt since when it counts, in whole seconds
 * @param expiresAt when it ends to count, in whole seconds
 * @param token how it travels
 */
public record JourneyContext(Choice choice, Instant issuedAt, Instant expiresAt, String token) {
    /**
     * What decides.
     *
     * @param branch the branch
     * @param commit the commit that was its head, or was asked for
     * @param selectedBy what chose it at the first hop, {@code SESSION} say
     * @param effective whether decisions count: {@code main} as it is, and no commit of its past
     */
    public record Choice(BranchName branch, CommitId commit, String selectedBy, boolean effective) {
        /** @throws IllegalArgumentException when it would have decisions of a draft count */
        public Choice {
            if (effective && !branch.isMain()) {
                throw new IllegalArgumentException("Only decisions of main count.");
            }
        }
    }
}

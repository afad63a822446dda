package dev.understudy.rollout.shadow;

import dev.understudy.ruleset.Decision;

/**
 * A decision that was made, and that candidates are to make once more.
 *
 * @param idHigh the first half of its id
 * @param idLow the other half
 * @param body what was sent; nobody changes it any more
 * @param decision what the baseline decided
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
public record Sample(long idHigh, long idLow, byte[] body, Decision decision) {
    private static final long OVERHEAD = 512;

    /** About how many bytes it holds. */
    long weight() {
        return OVERHEAD + body.length + decision.outcomeJson().length;
    }
}

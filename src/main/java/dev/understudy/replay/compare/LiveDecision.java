package dev.understudy.replay.compare;

import dev.understudy.ruleset.Decision;
import java.util.UUID;

/**
 * A decision that was just made.
 *
 * @param id its id
 * @param body UTF-8 of the call's body, in the clear
 * @param decision what was decided
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once; compared by nobody.
public record LiveDecision(UUID id, byte[] body, Decision decision) {}

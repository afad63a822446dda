package dev.understudy.decisionlog.query;

import java.util.UUID;

/**
 * What a decision was made from, and what came of it: as much of it as deciding it again takes. Sealed values are still
 * sealed.
 *
 * @param id a UUID of version 7
 * @param body UTF-8 of the call's body
 * @param outcome UTF-8 of the outcome
 * @param firedRules UTF-8 of {@code [{"rule":"Short haul","count":1}]}
 */
@SuppressWarnings("ArrayRecordComponent") // Read once and handed on; compared by nobody.
public record RecordedDecision(UUID id, byte[] body, byte[] outcome, byte[] firedRules) {
    /** About how many bytes it holds. */
    long weight() {
        return 256L + body.length + outcome.length + firedRules.length;
    }
}

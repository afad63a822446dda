package dev.understudy.decisionlog.query;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * A place in the log, newest first: what comes after it is older, or has a smaller id. Since ids begin with their
 * millisecond, an id is all that it takes.
 *
 * @param id of the last decision that was seen; or the least id of a millisecond, which no decision has
 */
public record Position(UUID id) {
    /** The place behind everything that was decided at {@code moment} or later; to the millisecond. */
    static Position before(Instant moment) {
        return new Position(new UUID(moment.toEpochMilli() << 16, 0));
    }

    Instant moment() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    OffsetDateTime decidedAt() {
        return moment().atOffset(ZoneOffset.UTC);
    }
}

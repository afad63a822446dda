package dev.understudy.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The word of two people that a rollout goes on in the freeze that there is.
 *
 * @param id its id
 * @param rollout of which rollout
 * @param first who asked for it
 * @param second who said so too; null while nobody has
 * @param until when that freeze ends, and the override with it; null for the rollout's end
 */
record FreezeOverride(
        UUID id,
        UUID rollout,
        Word first,
        @Nullable Word second,
        @Nullable Instant until) {
    /** How long a first word waits for the second. */
    static final Duration PATIENCE = Duration.ofHours(1);

    /** Who, why and when. */
    record Word(String by, String reason, Instant at) {}

    /** What it is worth. */
    enum State {
        /** One has asked. */
        REQUESTED,
        /** Two have said so, and the freeze is still the same. */
        CONFIRMED,
        /** Nobody else said so in an hour, or the freeze is over. */
        LAPSED
    }

    State at(Instant now) {
        if (second == null) {
            return now.isBefore(first.at().plus(PATIENCE)) ? State.REQUESTED : State.LAPSED;
        }
        return until == null || now.isBefore(until) ? State.CONFIRMED : State.LAPSED;
    }

    FreezeOverride confirmed(Word word, @Nullable Instant end) {
        return new FreezeOverride(id, rollout, first, word, end);
    }

    /** As callers see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record View(
            String rollout,
            State state,
            String requestedBy,
            String reason,
            Instant requestedAt,
            @Nullable Instant lapsesAt,
            @Nullable String confirmedBy,
            @Nullable String confirmedReason,
            @Nullable Instant confirmedAt,
            @Nullable Instant until) {}

    View view(Instant now) {
        Word other = second;
        return new View(
                rollout.toString(),
                at(now),
                first.by(),
                first.reason(),
                first.at(),
                other == null ? first.at().plus(PATIENCE) : null,
                other == null ? null : other.by(),
                other == null ? null : other.reason(),
                other == null ? null : other.at(),
                until);
    }
}

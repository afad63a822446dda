package dev.understudy.delivery;

import dev.understudy.http.Parameters;
import dev.understudy.problem.ProblemException;
import dev.understudy.problem.ProblemType;
import java.util.UUID;

/** The id of a rollout in a path. */
final class RolloutId {
    private RolloutId() {}

    /** @throws ProblemException {@code UNKNOWN_ROLLOUT}, since what is no id names nothing */
    static UUID of(String text) {
        return Parameters.uuid(text)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNKNOWN_ROLLOUT, "There is no rollout of that id; ids are UUIDs."));
    }
}

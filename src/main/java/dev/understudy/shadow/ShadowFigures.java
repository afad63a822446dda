package dev.understudy.shadow;

import dev.understudy.rollout.guardrail.BlastRadius;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of a shadow.
 *
 * @param seen decisions of the baseline
 * @param withoutUnit those whose facts have no unit, so that they are never drawn
 * @param drawn those that were to be shadowed
 * @param dropped those of the drawn that there was no room or no time for
 * @param same with the same outcome by the candidate
 * @param changed with another one
 * @param failed that the candidate can't make
 * @param late whose time was up, which may be the machine's fault
 */
public record ShadowFigures(
        long seen, long withoutUnit, long drawn, long dropped, long same, long changed, long failed, long late) {
    /** Nothing. */
    public static final ShadowFigures NONE = new ShadowFigures(0, 0, 0, 0, 0, 0, 0, 0);

    /** How many the candidate was asked for. */
    public long shadowed() {
        return same + changed + failed + late;
    }

    /** How many tell something of the candidate: all but those that took too long. */
    public long telling() {
        return same + changed + failed;
    }

    /** How many are not what they were: no outcome is another one, too. */
    public long different() {
        return changed + failed;
    }

    /**
     * These against what was declared; empty when nothing was.
     *
     * @param percent of decisions that change at most
     */
    public Optional<BlastRadius> against(@Nullable Double percent) {
        return percent == null ? Optional.empty() : Optional.of(new BlastRadius(percent / 100, different(), same));
    }
}

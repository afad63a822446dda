package dev.understudy.review.difference;

import dev.understudy.engine.drl.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What callers notice: those who send facts and read outcomes as JSON.
 *
 * @param effect the worst of the notes
 * @param notes what they notice, worst first; empty when nothing
 */
public record Contract(CallerEffect effect, List<Note> notes) {
    /** Keeps its own copy of the list. */
    public Contract {
        notes = List.copyOf(notes);
    }

    /** Which way a fact goes. */
    public enum Direction {
        /** From callers. */
        IN,
        /** To callers. */
        OUT
    }

    /**
     * One thing that they notice.
     *
     * @param effect how bad
     * @param direction what they send, or what they read
     * @param subject {@code Flight.delay}, or {@code Flight}
     * @param message one sentence
     * @param place on the branch; on the base for what is gone; null when it has none
     */
    public record Note(
            CallerEffect effect,
            Direction direction,
            String subject,
            String message,
            @Nullable Place place) {}
}

package dev.understudy.review.mutation;

import dev.understudy.engine.drl.Place;
import dev.understudy.engine.mutation.Mutation;
import java.util.List;

/**
 * What scenarios notice of small changes to the rules that a branch touches.
 *
 * @param end how it came to its end
 * @param scenarios how many scenarios of the branch pass on it, and so can notice something
 * @param found how many mutants there could be
 * @param planned how many were to be tried
 * @param killed how many some scenario noticed
 * @param invalid how many do not compile; they count for nothing
 * @param survivors those that no scenario noticed, by place
 * @param millis how long it took
 */
public record MutationReport(
        End end,
        int scenarios,
        int found,
        int planned,
        int killed,
        int invalid,
        List<Survivor> survivors,
        long millis) {
    /** Keeps its own copy of the list. */
    public MutationReport {
        survivors = List.copyOf(survivors);
    }

    /** How many were tried, those that do not compile counted. */
    public int tried() {
        return killed + invalid + survivors.size();
    }

    /** How a run came to its end. */
    public enum End {
        /** All that was planned was tried. */
        COMPLETE,
        /** Its time was over. */
        OUT_OF_TIME,
        /** Somebody cancelled it. */
        CANCELLED,
        /** The rules of the branch do not compile, so there is nothing to try. */
        NOT_COMPILED,
        /** It was given up for what it used, or failed on our side. */
        GIVEN_UP
    }

    /**
     * A change that no scenario noticed.
     *
     * @param rule the rule's name
     * @param kind what was changed
     * @param place where
     * @param original what stands there
     * @param mutant what stood there instead
     * @param line the line as it is; of a decision table, of the rule that is made of the row
     */
    public record Survivor(String rule, Mutation.Kind kind, Place place, String original, String mutant, String line) {}
}

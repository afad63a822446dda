package dev.understudy.rollout;

/**
 * Something that was seen of a unit for the first time on this node, and has to be counted once among all nodes.
 *
 * @param kind what
 * @param stage in which stage, counted from 0
 * @param unit 64 bits that name the unit
 * @param candidate whether the unit is on the candidate
 * @param ppm the exposure of its decision, in parts per million
 */
public record Observation(Kind kind, int stage, long unit, boolean candidate, int ppm) {
    /** What can be seen; counted once a rollout for each unit, but for {@link #STAGE}, which is once a stage. */
    public enum Kind {
        /** It was drawn. */
        DRAWN,
        /** The candidate decided for it in this stage. */
        STAGE,
        /** The rules failed. */
        FAILED,
        /** A budget stopped the decision. */
        BUDGET,
        /** The decision took longer than its objective. */
        SLOW,
        /** The caller reported the decision as bad. */
        REPORTED
    }
}

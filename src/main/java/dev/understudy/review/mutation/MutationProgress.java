package dev.understudy.review.mutation;

/**
 * How far a run is.
 *
 * @param tried mutants so far
 * @param planned mutants in all
 * @param survived of those tried
 */
public record MutationProgress(int tried, int planned, int survived) {}

package dev.understudy.rollout.guardrail;

import java.time.Duration;

/**
 * How far a stage is.
 *
 * @param units different units for which the candidate has decided in it
 * @param lasted how long it was running, pauses left out
 */
public record Progress(long units, Duration lasted) {}

package dev.understudy.bench.fuzz;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of the fuzzer.
 *
 * @param time how long to try
 * @param seed of all cases
 * @param onlyCase the one case to try again; null for all from the first on
 */
public record FuzzOrder(Duration time, long seed, @Nullable Long onlyCase) {}

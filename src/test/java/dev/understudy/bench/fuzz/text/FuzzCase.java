package dev.understudy.bench.fuzz.text;

import java.util.List;
import java.util.Map;

/**
 * One ruleset to try.
 *
 * @param number with the seed of the run, all that it takes to make it again
 * @param base the ruleset that it was made of
 * @param changes what was done to it, in order
 * @param files path to text
 */
public record FuzzCase(long number, String base, List<String> changes, Map<String, String> files) {}

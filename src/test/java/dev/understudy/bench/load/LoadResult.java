package dev.understudy.bench.load;

/**
 * What one run of load came to. In a run with a rate, times count from when a call was due, so that a stall of the
 * service counts for every call that it held up; without a rate they count from when the call was sent.
 *
 * @param calls answered within the measurement
 * @param failures of them, answers other than 200
 * @param seconds the measurement's length
 * @param rate calls a second
 * @param p50Micros half of the calls were faster
 * @param p99Micros 99 of 100 calls were faster
 * @param maxMicros the slowest call
 * @param cpuMicros the service's CPU time for a call; negative when this system does not tell
 * @param answerBytes the mean size of an answer, headers and all
 */
public record LoadResult(
        long calls,
        long failures,
        double seconds,
        double rate,
        double p50Micros,
        double p99Micros,
        double maxMicros,
        double cpuMicros,
        double answerBytes) {}

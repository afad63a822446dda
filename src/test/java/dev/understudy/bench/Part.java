package dev.understudy.bench;

/** One part of the benchmark. */
interface Part {
    /** Measures. */
    void run(Bed bed, Findings out) throws Exception;
}

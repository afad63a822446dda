package dev.understudy.review.mutation;

import java.util.concurrent.CompletableFuture;

/** A run under way. Thread-safe. */
public interface MutationJob {
    /** Completes with its end, whatever that is; never exceptionally. */
    CompletableFuture<MutationReport> report();

    /** Ends it after the mutant that is being tried; what was found until then is in the report. */
    void cancel();
}

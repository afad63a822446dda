package dev.understudy.routing;

import dev.understudy.catalog.Snapshot;
import dev.understudy.identity.Caller;
import org.jspecify.annotations.Nullable;

/** One way to choose a branch. */
@FunctionalInterface
interface SelectionSource {
    /**
     * The choice, or null when this source has none.
     *
     * @throws dev.understudy.problem.ProblemException when the choice can't be followed
     */
    @Nullable
    Selection select(RequestView request, Caller caller, Snapshot snapshot);
}

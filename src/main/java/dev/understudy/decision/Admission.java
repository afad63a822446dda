package dev.understudy.decision;

import dev.understudy.catalog.BuildSlot;
import dev.understudy.routing.Selection;

/** Asked before rules are compiled for a request. */
@FunctionalInterface
interface Admission {
    /** Lets each request in. */
    Admission FREE = (slot, selection) -> {};

    /** @throws dev.understudy.problem.ProblemException when the request may not have these rules */
    void admit(BuildSlot slot, Selection selection);
}

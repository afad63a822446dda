/** Carries the decision log from the journal of a node into PostgreSQL, and keeps its partitions. */
@NullMarked
package dev.understudy.decisionlog.store;

import org.jspecify.annotations.NullMarked;

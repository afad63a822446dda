/** Tests of the way of decisions into a real PostgreSQL. */
@NullMarked
package dev.understudy.decisionlog.store;

import org.jspecify.annotations.NullMarked;

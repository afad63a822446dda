/** Compares what was decided with what is decided now, and sums up the differences. Knows no HTTP and no database. */
@NullMarked
package dev.understudy.replay.compare;

import org.jspecify.annotations.NullMarked;

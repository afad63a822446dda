/** Fuzzing: {@code ./understudy bench --fuzz MINUTES}. */
@NullMarked
package dev.understudy.bench.fuzz;

import org.jspecify.annotations.NullMarked;

/** A lean load generator, a process of its own, and what it is told and tells. */
@NullMarked
package dev.understudy.bench.load;

import org.jspecify.annotations.NullMarked;

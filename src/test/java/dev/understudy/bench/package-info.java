/** The benchmark: {@code ./understudy bench}. */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;

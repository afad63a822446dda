/** Tests of this package, and what the benchmark needs of its inside. */
@NullMarked
package dev.understudy.routing;

import org.jspecify.annotations.NullMarked;

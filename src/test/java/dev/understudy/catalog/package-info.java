/** Tests of this package, and what the benchmark needs of its inside. */
@NullMarked
package dev.understudy.catalog;

import org.jspecify.annotations.NullMarked;

/** Tests of this package. */
@NullMarked
package dev.understudy.share;

import org.jspecify.annotations.NullMarked;

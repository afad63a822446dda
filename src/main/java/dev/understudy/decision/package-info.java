/** The decision API. */
@NullMarked
package dev.understudy.decision;

import org.jspecify.annotations.NullMarked;

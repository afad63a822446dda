/** The four measures of change, worked out from what was recorded. */
@NullMarked
package dev.understudy.measures;

import org.jspecify.annotations.NullMarked;

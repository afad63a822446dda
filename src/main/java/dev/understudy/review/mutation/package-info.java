/** Which thresholds, comparisons and constants of a change could be others without a scenario noticing. */
@NullMarked
package dev.understudy.review.mutation;

import org.jspecify.annotations.NullMarked;

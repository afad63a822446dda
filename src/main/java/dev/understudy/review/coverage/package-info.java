/** What the scenarios of a change say about it. */
@NullMarked
package dev.understudy.review.coverage;

import org.jspecify.annotations.NullMarked;

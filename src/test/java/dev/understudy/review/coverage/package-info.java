@NullMarked
package dev.understudy.review.coverage;

import org.jspecify.annotations.NullMarked;

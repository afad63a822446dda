@NullMarked
package dev.understudy.review.mutation;

import org.jspecify.annotations.NullMarked;

/** Changes that ask to become main: change requests, reviews, and the merge. */
@NullMarked
package dev.understudy.review;

import org.jspecify.annotations.NullMarked;

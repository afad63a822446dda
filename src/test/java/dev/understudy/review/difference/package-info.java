@NullMarked
package dev.understudy.review.difference;

import org.jspecify.annotations.NullMarked;

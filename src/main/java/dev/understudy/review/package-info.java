/** Looking at a change before it decides for anybody. */
@NullMarked
package dev.understudy.review;

import org.jspecify.annotations.NullMarked;

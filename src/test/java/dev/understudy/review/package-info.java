@NullMarked
package dev.understudy.review;

import org.jspecify.annotations.NullMarked;

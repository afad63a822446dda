/** Tests of deciding again. */
@NullMarked
package dev.understudy.replay;

import org.jspecify.annotations.NullMarked;

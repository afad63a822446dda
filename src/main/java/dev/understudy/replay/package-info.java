/** Decides again what is in the log. */
@NullMarked
package dev.understudy.replay;

import org.jspecify.annotations.NullMarked;

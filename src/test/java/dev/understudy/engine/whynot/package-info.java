/** Explanations of rules that did not fire. */
@NullMarked
package dev.understudy.engine.whynot;

import org.jspecify.annotations.NullMarked;

/** From a changed branch to a live ruleset. */
@NullMarked
package dev.understudy.pipeline;

import org.jspecify.annotations.NullMarked;

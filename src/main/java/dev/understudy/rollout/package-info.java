/** Staged exposure of a candidate: who is in, and when to stop. */
@NullMarked
package dev.understudy.rollout;

import org.jspecify.annotations.NullMarked;

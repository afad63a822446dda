/** Candidates that decide too, and nobody is told: before a rollout's first stage, and for any branch on request. */
@NullMarked
package dev.understudy.shadow;

import org.jspecify.annotations.NullMarked;

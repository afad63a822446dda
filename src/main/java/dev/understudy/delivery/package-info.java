/** Rollouts under way, reverts, and what callers say of decisions: the state behind what routes. */
@NullMarked
package dev.understudy.delivery;

import org.jspecify.annotations.NullMarked;

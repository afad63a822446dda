/** When to stop a rollout: e-processes, which may be looked at after every event. */
@NullMarked
package dev.understudy.rollout.guardrail;

import org.jspecify.annotations.NullMarked;

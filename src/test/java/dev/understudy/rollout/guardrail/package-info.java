@NullMarked
package dev.understudy.rollout.guardrail;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.understudy.rollout.shadow;

import org.jspecify.annotations.NullMarked;

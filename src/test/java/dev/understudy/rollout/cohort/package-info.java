@NullMarked
package dev.understudy.rollout.cohort;

import org.jspecify.annotations.NullMarked;

/** Who a stage by cohort is for: conditions on facts and caller, in CEL. */
@NullMarked
package dev.understudy.rollout.cohort;

import org.jspecify.annotations.NullMarked;

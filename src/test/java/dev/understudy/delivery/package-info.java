/** Tests of rollouts under way. */
@NullMarked
package dev.understudy.delivery;

import org.jspecify.annotations.NullMarked;

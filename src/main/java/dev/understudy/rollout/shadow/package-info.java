/** What the path of a decision has to do with shadows: it draws, and hands on what is to be decided once more. */
@NullMarked
package dev.understudy.rollout.shadow;

import org.jspecify.annotations.NullMarked;

/** Why rules did not fire: their conditions, tried again one by one on the facts of a decision. */
@NullMarked
package dev.understudy.engine.whynot;

import org.jspecify.annotations.NullMarked;

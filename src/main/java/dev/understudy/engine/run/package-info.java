/** Deciding: networks, sessions, and what fired. */
@NullMarked
package dev.understudy.engine.run;

import org.jspecify.annotations.NullMarked;

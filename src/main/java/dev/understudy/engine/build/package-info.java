/** From text to classes, piece by piece, each piece once: keyed by content, kept in a store. */
@NullMarked
package dev.understudy.engine.build;

import org.jspecify.annotations.NullMarked;

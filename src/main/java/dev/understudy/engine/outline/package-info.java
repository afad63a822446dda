/** What the text of a ruleset says, without the engine's own types: for those who compare two of them. */
@NullMarked
package dev.understudy.engine.outline;

import org.jspecify.annotations.NullMarked;

/** The vocabulary: names, sources, diagnostics, builds and decisions, without any framework. */
@NullMarked
package dev.understudy.ruleset;

import org.jspecify.annotations.NullMarked;

/** The decision log: what was decided, on which facts, by which rules. Append-only. */
@NullMarked
package dev.understudy.decisionlog;

import org.jspecify.annotations.NullMarked;

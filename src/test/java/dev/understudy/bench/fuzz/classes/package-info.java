/** Makes class files that no compiler would write, and holds the verifier to them. */
@NullMarked
package dev.understudy.bench.fuzz.classes;

import org.jspecify.annotations.NullMarked;

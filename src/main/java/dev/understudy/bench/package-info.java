/** What the benchmark measures against; off unless asked for, and refused in production. */
@NullMarked
package dev.understudy.bench;

import org.jspecify.annotations.NullMarked;

/** Java source to classes, in memory, seeing only what rules may see. */
@NullMarked
package dev.understudy.engine.java;

import org.jspecify.annotations.NullMarked;

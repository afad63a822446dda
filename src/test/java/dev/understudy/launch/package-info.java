/** Tests of how the process starts and ends. */
@NullMarked
package dev.understudy.launch;

import org.jspecify.annotations.NullMarked;

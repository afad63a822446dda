/** Threads that give way to others. */
@NullMarked
package dev.understudy.thread;

import org.jspecify.annotations.NullMarked;

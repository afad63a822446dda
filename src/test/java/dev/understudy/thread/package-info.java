@NullMarked
package dev.understudy.thread;

import org.jspecify.annotations.NullMarked;

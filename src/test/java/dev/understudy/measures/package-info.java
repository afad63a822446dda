@NullMarked
package dev.understudy.measures;

import org.jspecify.annotations.NullMarked;

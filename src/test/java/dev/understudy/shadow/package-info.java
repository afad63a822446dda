@NullMarked
package dev.understudy.shadow;

import org.jspecify.annotations.NullMarked;

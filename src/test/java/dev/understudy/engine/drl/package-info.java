@NullMarked
package dev.understudy.engine.drl;

import org.jspecify.annotations.NullMarked;

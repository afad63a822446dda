@NullMarked
package dev.understudy.engine.mutation;

import org.jspecify.annotations.NullMarked;

/** Tests of contexts. */
@NullMarked
package dev.understudy.context;

import org.jspecify.annotations.NullMarked;

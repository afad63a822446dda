/** Tests of instances that serve one branch alone. */
@NullMarked
package dev.understudy.isolation;

import org.jspecify.annotations.NullMarked;

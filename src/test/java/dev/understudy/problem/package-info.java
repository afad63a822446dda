/** Tests of how errors are told. */
@NullMarked
package dev.understudy.problem;

import org.jspecify.annotations.NullMarked;

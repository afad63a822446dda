/** Sends real flights through the decision API of a running service. Plain Java and Jackson: a caller like any other. */
@NullMarked
package dev.understudy.demo;

import org.jspecify.annotations.NullMarked;

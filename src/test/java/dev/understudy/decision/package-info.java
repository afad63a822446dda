/** Tests of the decision API's parts that need no service. */
@NullMarked
package dev.understudy.decision;

import org.jspecify.annotations.NullMarked;

/** Which branch decides a request. */
@NullMarked
package dev.understudy.routing;

import org.jspecify.annotations.NullMarked;

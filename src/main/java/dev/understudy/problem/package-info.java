/** Every error that leaves the service: one enum, one exception, one mapper to RFC 9457. */
@NullMarked
package dev.understudy.problem;

import org.jspecify.annotations.NullMarked;

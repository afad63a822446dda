/** Who is on which side of a rollout: a keyed hash of the routing key, that an auditor can work out again. */
@NullMarked
package dev.understudy.rollout.bucket;

import org.jspecify.annotations.NullMarked;

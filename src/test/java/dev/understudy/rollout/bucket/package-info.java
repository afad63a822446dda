@NullMarked
package dev.understudy.rollout.bucket;

import org.jspecify.annotations.NullMarked;

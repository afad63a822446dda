/** Tests of replays, and what other tests need of them. */
@NullMarked
package dev.understudy.replay.job;

import org.jspecify.annotations.NullMarked;

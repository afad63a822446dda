/** Replays of many decisions: asked for, queued, worked on by one node each, and kept. */
@NullMarked
package dev.understudy.replay.job;

import org.jspecify.annotations.NullMarked;

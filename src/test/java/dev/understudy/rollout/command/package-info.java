@NullMarked
package dev.understudy.rollout.command;

import org.jspecify.annotations.NullMarked;

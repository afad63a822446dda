/** Commands for auditors, who bring their own vectors and keys; they need no service. */
@NullMarked
package dev.understudy.rollout.command;

import org.jspecify.annotations.NullMarked;

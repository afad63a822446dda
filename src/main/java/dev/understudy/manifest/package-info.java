/** Reads ruleset.yaml and scenarios, and names the line of what is wrong in them. */
@NullMarked
package dev.understudy.manifest;

import org.jspecify.annotations.NullMarked;

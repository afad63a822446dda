/** Tests of the readers of ruleset.yaml and scenarios. */
@NullMarked
package dev.understudy.manifest;

import org.jspecify.annotations.NullMarked;

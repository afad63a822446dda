/** Tests of how rules get from git to requests. */
@NullMarked
package dev.understudy.pipeline;

import org.jspecify.annotations.NullMarked;

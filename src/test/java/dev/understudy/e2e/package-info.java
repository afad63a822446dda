/** The whole service, over HTTP and git, as people and programs use it. */
@NullMarked
package dev.understudy.e2e;

import org.jspecify.annotations.NullMarked;

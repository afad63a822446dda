/** Tests of what a kept decision is, and of its bytes. */
@NullMarked
package dev.understudy.decisionlog;

import org.jspecify.annotations.NullMarked;

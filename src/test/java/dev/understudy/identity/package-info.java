/** Tests of who calls. */
@NullMarked
package dev.understudy.identity;

import org.jspecify.annotations.NullMarked;

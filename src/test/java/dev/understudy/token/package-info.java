/** Tokens of programs: their form, how they are known, and how they are used over HTTP and git. */
@NullMarked
package dev.understudy.token;

import org.jspecify.annotations.NullMarked;

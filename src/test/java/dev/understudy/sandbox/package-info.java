/** Tests of the sandbox: the lists, the verifier, and attacks through the whole compiler. */
@NullMarked
package dev.understudy.sandbox;

import org.jspecify.annotations.NullMarked;

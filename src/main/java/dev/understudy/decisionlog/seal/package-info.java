/** Encrypts what a ruleset calls sensitive where it is kept. */
@NullMarked
package dev.understudy.decisionlog.seal;

import org.jspecify.annotations.NullMarked;

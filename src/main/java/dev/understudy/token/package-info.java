/** Tokens of programs: made, rotated and revoked by admins, checked from memory. */
@NullMarked
package dev.understudy.token;

import org.jspecify.annotations.NullMarked;

/** Who did what to rules, for ever: an append-only log that shows when a record of it was removed or altered. */
@NullMarked
package dev.understudy.audit;

import org.jspecify.annotations.NullMarked;

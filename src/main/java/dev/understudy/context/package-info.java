/** What the first hop of a journey chose, on its way to the later ones: signed, and short-lived. */
@NullMarked
package dev.understudy.context;

import org.jspecify.annotations.NullMarked;

/** What rules may do: the list of what is offered, and the walls that are made from it. Knows of no rule engine. */
@NullMarked
package dev.understudy.sandbox;

import org.jspecify.annotations.NullMarked;

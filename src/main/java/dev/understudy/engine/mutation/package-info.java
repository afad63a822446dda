/** What of a rule can be written a little otherwise, to see whether any scenario notices. */
@NullMarked
package dev.understudy.engine.mutation;

import org.jspecify.annotations.NullMarked;

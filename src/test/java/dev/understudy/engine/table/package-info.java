/** Tests of decision tables. */
@NullMarked
package dev.understudy.engine.table;

import org.jspecify.annotations.NullMarked;

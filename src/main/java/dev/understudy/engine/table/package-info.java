/** Decision tables: spreadsheets to DRL, and each line of that DRL back to its cell. */
@NullMarked
package dev.understudy.engine.table;

import org.jspecify.annotations.NullMarked;

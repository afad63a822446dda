/** Transactions in plain SQL. */
@NullMarked
package dev.understudy.database;

import org.jspecify.annotations.NullMarked;
